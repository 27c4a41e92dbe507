import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRegistrySettings } from './registry.mjs';

const npm = settings => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.toLowerCase().startsWith('npm_'),
    ),
  ),
  ...Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `npm_config_${name}`,
      value,
    ]),
  ),
});

describe('Yarn reaches the registry as npm does', () => {
  it('by the address that npm is configured with, of which the host alone is shown', () => {
    const { registry, yarnSettings } = readRegistrySettings(
      npm({ registry: 'https://npm.example.org/path/' }),
    );
    assert.equal(registry, 'npm.example.org');
    assert.equal(
      yarnSettings.YARN_NPM_REGISTRY_SERVER,
      'https://npm.example.org/path',
    );
    assert.equal(yarnSettings.YARN_UNSAFE_HTTP_WHITELIST, undefined);
  });

  it('through the same proxy', () => {
    const { yarnSettings } = readRegistrySettings(
      npm({ https_proxy: 'http://proxy.example.org:3128/' }),
    );
    assert.equal(
      yarnSettings.YARN_HTTPS_PROXY,
      'http://proxy.example.org:3128/',
    );
  });

  it('without encryption when npm does so, for that host alone', () => {
    const { yarnSettings } = readRegistrySettings(
      npm({ registry: 'http://localhost:4873' }),
    );
    assert.equal(yarnSettings.YARN_UNSAFE_HTTP_WHITELIST, 'localhost');
  });

  it('and says so when there is no npm', () => {
    assert.throws(() => readRegistrySettings({ PATH: '/nowhere' }), {
      name: 'Problem',
      message: /^npm is needed/,
    });
  });
});
