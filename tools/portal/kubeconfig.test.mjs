import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../running/temporaryFolder.mjs';
import { checkKubeconfig } from './kubeconfig.mjs';

const refused = [
  ['is empty', ''],
  ['is something else', 'hello: world\n'],
  [
    'has no contexts',
    'apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\n',
  ],
  ['has no contexts in JSON', '{"kind": "Config", "contexts": []}'],
];

const accepted = [
  [
    'block style',
    'apiVersion: v1\ncontexts:\n- name: a\n  context: {cluster: a, user: a}\n',
  ],
  [
    'flow style',
    'contexts: [{name: real, context: {cluster: real, user: admin}}]\n',
  ],
  ['JSON', '{"contexts": [{"name": "a"}]}'],
  ['pretty JSON', JSON.stringify({ contexts: [{ name: 'a' }] }, null, 2)],
];

describe('a kubeconfig', () => {
  it('that does not exist is refused by name', async test => {
    const file = join(await temporaryFolder(test), 'missing');
    await assert.rejects(checkKubeconfig(file), {
      name: 'Problem',
      message: `The kubeconfig ${file} does not exist; give --kubeconfig the path of an existing file.`,
    });
  });

  it('that is a directory is refused', async test => {
    await assert.rejects(
      checkKubeconfig(await temporaryFolder(test)),
      /is a directory/,
    );
  });

  for (const [title, text] of refused) {
    it(`that ${title} is refused`, async test => {
      const file = join(await temporaryFolder(test), 'config');
      await writeFile(file, text);
      await assert.rejects(checkKubeconfig(file), /it names no contexts/);
    });
  }

  for (const [title, text] of accepted) {
    it(`in ${title} is accepted`, async test => {
      const file = join(await temporaryFolder(test), 'config');
      await writeFile(file, text);
      await checkKubeconfig(file);
    });
  }
});
