import { createMockDirectory } from '@backstage/backend-test-utils';
import { ENGINE_FACTS } from './engines/engineFacts';
import { generateRepository } from './generatedRepository';
import { INTERRUPTING_KUBECTL, standInForKubectl } from './kubectlStandIn';
import { RunningService } from './runningService';
import { ToolResult } from './runTool';
import { watchObjects } from './watchObjects';

interface Claim {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly resources: { readonly requests: { readonly storage: string } };
  };
  readonly status: { readonly capacity?: { readonly storage: string } };
}

/** Changes that one resize makes: the note, three claims, the set deleted and created, the note removed. */
const CHANGES = 7;

describe.each(ENGINE_FACTS)(
  'resize-volume.sh for $engine on a real cluster',
  ({ engine, replicated, dataSet }) => {
    const set = `${replicated}${dataSet}`;
    const directory = createMockDirectory();
    let service: RunningService;
    /** Of each volume at first, in GiB. */
    let initial: number;
    let stopResizer: () => Promise<void>;
    let interrupting: Record<string, string>;

    beforeAll(async () => {
      directory.setContent({});
      interrupting = await standInForKubectl(
        directory.path,
        INTERRUPTING_KUBECTL,
      );
      const generated = await generateRepository(directory.path, replicated);
      initial = parseInt(generated.request.storageSize, 10);
      service = new RunningService(
        generated,
        `resize-${engine}-${process.pid}`,
      );
      await service.deploy();
      stopResizer = playResizer();
    });
    afterAll(async () => {
      await stopResizer();
      await service.remove();
    });

    /** A value of each of the set's claims. */
    async function claims(jsonpath: string): Promise<string[]> {
      const lines = await service.values(
        'persistentvolumeclaims',
        `{.metadata.name} ${jsonpath}`,
      );
      return lines
        .filter(line => line.startsWith(`data-${set}-`))
        .map(line => line.slice(line.indexOf(' ') + 1));
    }
    const resize = (
      size: string,
      { dryRun = false, environment = {} } = {},
    ): Promise<ToolResult> =>
      service.run('resize-volume.sh', dryRun ? [size] : [size, '--yes'], {
        name: set,
        environment,
      });
    const pods = () => service.values('pods', '{.metadata.uid}');

    /** Gives each claim the capacity that it asks for, since no storage driver runs here. */
    function playResizer(): () => Promise<void> {
      return watchObjects<Claim>({
        namespace: service.namespace,
        kind: 'persistentvolumeclaims',
        onObject: async ({ metadata, spec, status }) => {
          const { storage } = spec.resources.requests;
          if (storage === status.capacity?.storage) return;
          const patch = { status: { capacity: { storage } } };
          await service.kubectl(
            ...['patch', 'persistentvolumeclaim', metadata.name],
            ...['--subresource=status', '--type=merge'],
            ...['--patch', JSON.stringify(patch)],
          );
        },
      });
    }

    it('refuses to shrink, and does nothing without being told to', async () => {
      const refused = await resize('1Gi');
      expect(refused).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('volumes never shrink'),
      });
      const dryRun = await resize(`${initial + 10}Gi`, { dryRun: true });
      expect(dryRun).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('nothing was changed'),
      });
      await expect(
        claims('{.spec.resources.requests.storage}'),
      ).resolves.toEqual(Array(3).fill(`${initial}Gi`));
    });

    it.each(Array.from({ length: CHANGES }, (_, index) => index + 1))(
      'resumes when it was interrupted after change %i, and restarts no pod',
      async change => {
        const before = await pods();
        const size = `${initial + change}Gi`;
        const interrupted = await resize(size, {
          environment: {
            ...interrupting,
            COUNT_FILE: directory.resolve(`count-${change}`),
            STOP_AFTER: String(change),
          },
        });
        expect(interrupted.exitCode).toBe(1);
        const resumed = await resize(size);
        expect(resumed).toMatchObject({ exitCode: 0 });
        await expect(claims('{.status.capacity.storage}')).resolves.toEqual([
          size,
          size,
          size,
        ]);
        await expect(
          service.values(
            'statefulsets',
            '{.metadata.name} {.spec.volumeClaimTemplates[0].spec.resources.requests.storage}',
          ),
        ).resolves.toContain(`${set} ${size}`);
        await expect(pods()).resolves.toEqual(before);
      },
    );

    it('leaves a release that helm goes on with, restarting no pod', async () => {
      const before = await pods();
      await service.deploy({
        changes: [`storage.size=${initial + CHANGES}Gi`],
      });
      await expect(pods()).resolves.toEqual(before);
    });

    it('leaves a release that helm does not shrink', async () => {
      await expect(
        service.deploy({ changes: ['storage.size=2Gi'] }),
      ).rejects.toThrow(
        `Invalid storage.size "2Gi": it must be at least ${
          initial + CHANGES
        }Gi, which the volumes have: volumes never shrink.`,
      );
    });
  },
);
