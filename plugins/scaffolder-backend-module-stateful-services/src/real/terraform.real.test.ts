import { createMockDirectory } from '@backstage/backend-test-utils';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENGINE_FACTS } from './engines/engineFacts';
import { generateRepository } from './generatedRepository';
import { outputOf } from './runTool';

const INIT = ['init', '-backend=false', '-input=false', '-no-color'];

const VALIDATE = ['validate', '-no-color'];
const TEST = ['test', '-no-color'];

const FOLDERS = [
  ...['envs/dev', 'envs/prod'],
  ...['namespace', 'storage-class', 'engine', 'secrets'].map(
    name => `modules/${name}`,
  ),
];

const PROVIDERS_ARE_AWAY =
  /Failed to query available provider packages|Invalid provider registry host|could not connect to/;

const VERSIONS = path.resolve(
  __dirname,
  '../../blueprints/shared/terraform/envs/prod/versions.tf',
);

/** Whether the providers can be had, from the registry or from a mirror that TF_CLI_CONFIG_FILE names. */
function canHaveProviders(): boolean {
  const directory = mkdtempSync(path.join(tmpdir(), 'providers-'));
  try {
    copyFileSync(VERSIONS, path.join(directory, 'versions.tf'));
    const { stderr } = spawnSync('terraform', INIT, {
      cwd: directory,
      encoding: 'utf8',
    });
    return !PROVIDERS_ARE_AWAY.test(stderr);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

// Tests are made before anything can be awaited.
const isPossible = canHaveProviders();
if (!isPossible) {
  process.stderr.write(
    'terraform validate and test are skipped: the registry of the providers does not answer\n',
  );
}

describe.each(ENGINE_FACTS)('the Terraform of $engine', ({ replicated }) => {
  const directory = createMockDirectory();
  let root: string;
  beforeAll(async () => {
    directory.setContent({});
    ({ root } = await generateRepository(directory.path, replicated));
  });

  (isPossible ? it : it.skip).each(FOLDERS)(
    'is valid in %s and passes its tests',
    async folder => {
      const cwd = path.join(root, 'terraform', folder);
      await outputOf('terraform', INIT, { cwd });
      // eslint-disable-next-line jest/no-standalone-expect -- it is inside of the test that was chosen above
      expect(await outputOf('terraform', VALIDATE, { cwd })).toContain(
        'The configuration is valid',
      );
      // eslint-disable-next-line jest/no-standalone-expect -- as above
      expect(await outputOf('terraform', TEST, { cwd })).toContain('0 failed');
    },
  );

  it('is read by Terraform, which refuses what is no HCL', async () => {
    const args = ['fmt', '-check', '-recursive', '-diff', 'terraform'];
    await expect(outputOf('terraform', args, { cwd: root })).resolves.toBe('');
  });
});
