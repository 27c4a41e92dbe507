import { createMockDirectory } from '@backstage/backend-test-utils';
import { BadInput, badInputs } from '../plan/__fixtures__/badInput';
import { ENGINE_FACTS, factsOf } from './engines/engineFacts';
import { generateRepository, templateArguments } from './generatedRepository';
import { required, runTool } from './runTool';

const HELMS = ['helm', 'helm4'];

type Generated = Awaited<ReturnType<typeof generateRepository>>;

function argumentsFor(generated: Generated, chart: BadInput['chart']) {
  const [template = '', release = '', ...rest] = templateArguments(generated);
  return 'release' in chart
    ? [template, chart.release, ...rest]
    : [template, release, ...rest, '--set', chart.set];
}

/** How the validator of helm says the rule: `value must be '…'`. */
const asSchemaSays = (sentence: string) =>
  sentence.replace(/^must be /, "value must be '").concat("'");

describe.each(badInputs)('$what of $engine', ({ engine, chart, sentence }) => {
  const directory = createMockDirectory();
  let args: string[];
  beforeAll(async () => {
    directory.setContent({});
    const { replicated } = factsOf(engine);
    args = argumentsFor(
      await generateRepository(directory.path, replicated),
      chart,
    );
  });

  it.each(HELMS)('is refused by the schema with %s', async helm => {
    const { exitCode, stderr } = await runTool(helm, args);
    expect(exitCode).not.toBe(0);
    // The name of a release is no value: the schema does not see it, and the templates refuse it.
    expect(stderr).toContain(
      'release' in chart ? `: it ${sentence}.` : asSchemaSays(sentence),
    );
  });

  it.each(HELMS)('is refused by the templates with %s', async helm => {
    const { exitCode, stderr } = await runTool(helm, [
      ...args,
      '--skip-schema-validation',
    ]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(`: it ${sentence}.`);
  });
});

describe.each(ENGINE_FACTS)(
  'growth promised of a storage class without expansion, of $engine',
  ({ replicated }) => {
    const directory = createMockDirectory();
    const rigid = `rigid-${process.pid}`;
    const kubeconfig = () => ['--kubeconfig', required('REAL_KUBECONFIG')];
    beforeAll(async () => {
      directory.setContent({});
      const input = JSON.stringify({
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: rigid },
        provisioner: 'example.com/rigid',
      });
      await runTool('kubectl', [...kubeconfig(), 'apply', '-f', '-'], {
        input,
      });
    });
    afterAll(() =>
      runTool('kubectl', [...kubeconfig(), 'delete', 'storageclass', rigid]),
    );

    const install = async (storageClass: string) => {
      const generated = await generateRepository(directory.path, replicated);
      return runTool('helm', [
        ...['install', replicated, generated.chart, '--dry-run=server'],
        ...['--namespace', 'default', '--values', generated.values],
        ...['--set', `storage.storageClassName=${storageClass}`],
        ...['--set', 'storage.growthPromised=true'],
        ...kubeconfig(),
      ]);
    };

    it('is refused by the deployment, which asks the cluster', async () => {
      await expect(install(rigid)).resolves.toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining(
          'Invalid storage.growthPromised true: it must be false unless the storage class is known to allow expansion.',
        ),
      });
      await expect(install('standard')).resolves.toMatchObject({ exitCode: 0 });
    });
  },
);
