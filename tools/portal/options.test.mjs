import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOptions } from './options.mjs';

const place = { directory: '/project', invokedIn: '/home/me' };

describe('the options of npm start', () => {
  it('have defaults', () => {
    assert.deepEqual(parseOptions([], place), {
      help: false,
      port: 7007,
      kubeconfig: undefined,
      data: '/project/.portal',
    });
  });

  it('take paths from where the user is', () => {
    const options = parseOptions(
      ['--kubeconfig', 'kube/config', '--data', '../data', '--port', '8080'],
      place,
    );
    assert.deepEqual(options, {
      help: false,
      port: 8080,
      kubeconfig: '/home/me/kube/config',
      data: '/home/data',
    });
  });

  for (const port of ['0', '65536', '80x', '-1', '7.5', '']) {
    it(`refuse "${port}" as a port`, () => {
      assert.throws(
        () => parseOptions([`--port=${port}`], place),
        /is not a port: give --port a number from 1 to 65535/,
      );
    });
  }

  it('refuse what they do not know and show what they do', () => {
    assert.throws(
      () => parseOptions(['--prot', '1'], place),
      /--prot[^]*--port N/,
    );
  });
});
