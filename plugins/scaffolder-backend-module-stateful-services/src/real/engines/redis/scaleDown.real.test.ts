import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { generateRepository } from '../../generatedRepository';
import { standInForKubectl } from '../../kubectlStandIn';
import { RunningService } from '../../runningService';

/**
 * The real kubectl, but for exec: the pods of this cluster run nothing. The Sentinels name the pod in the file LEADER, and the one in
 * the file SUCCESSOR after a handover; what else would run in a pod is written down, and the drills of Redis run it on real servers.
 * Fails at the script that FAIL_AT names, as when the owner's machine goes away.
 */
const KUBECTL = `#!/bin/sh
case " $* " in
*agreed_primary*) cat "$LEADER" ;;
*' exec '*)
  case "$*" in *replica-priority*) exit ;; esac
  echo "$*" | sed 's/.* exec //; s/--container [a-z]* -- //' >>"$CALLS"
  case "$*" in
  *"\${FAIL_AT:-nothing}"*) exit 1 ;;
  *hand-over.sh) cp "$SUCCESSOR" "$LEADER" ;;
  esac
  ;;
*) exec "$REAL_KUBECTL" "$@" ;;
esac
`;

const host = (pod: string) => `${pod}.headless.orders.svc.cluster.local`;

describe.each([
  {
    topology: 'a primary with Sentinels',
    name: 'orders-cache',
    changes: ['replicas=5'],
  },
  {
    topology: 'a cluster',
    name: 'orders-index',
    changes: ['cluster.shards=5'],
  },
] as const)(
  'scale-down.sh for $topology on a real cluster',
  ({ name, changes }) => {
    const directory = createMockDirectory();
    const isCluster = name === 'orders-index';
    const wanted = isCluster ? '4' : '3';
    let service: RunningService;
    let environment: Record<string, string>;

    const file = (of: string) => directory.resolve(of);
    const lead = (leader: string, successor: string) =>
      Promise.all([
        fs.writeFile(file('leader'), leader && host(leader)),
        fs.writeFile(file('successor'), host(successor)),
      ]);
    const scaleDown = (args: readonly string[], more = {}) =>
      service.run('scale-down.sh', args, {
        environment: { ...environment, ...more },
      });
    const pods = () => service.values('pods', '{.metadata.name}');
    const calls = async () =>
      (await fs.readFile(file('calls'), 'utf8')).trim().split('\n');

    beforeAll(async () => {
      directory.setContent({ calls: '' });
      await lead(`${name}-4`, `${name}-1`);
      environment = {
        ...(await standInForKubectl(directory.path, KUBECTL)),
        CALLS: file('calls'),
        LEADER: file('leader'),
        SUCCESSOR: file('successor'),
      };
      service = new RunningService(
        await generateRepository(directory.path, name),
        `scale-${name}-${process.pid}`,
      );
      if (isCluster) {
        await service.deploy({ changes });
      } else {
        await service.deploy();
        // There are no nodes for more: they stay Pending, and leave like any other.
        await service.kubectl('scale', 'statefulset', name, '--replicas=5');
      }
    });
    afterAll(() => service.remove());

    it('refuses too few, and too many at a time', async () => {
      await expect(scaleDown(['2', '--yes'])).resolves.toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('a COUNT of 3 to 9'),
      });
      if (isCluster) {
        await expect(scaleDown(['3', '--yes'])).resolves.toMatchObject({
          exitCode: 1,
          stderr: expect.stringContaining('take them out one by one'),
        });
        return;
      }
      await expect(scaleDown(['4', '--yes'])).resolves.toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('an even number'),
      });
      await service.kubectl('scale', 'statefulset', name, '--replicas=7');
      await expect(scaleDown(['3', '--yes'])).resolves.toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('two at a time'),
      });
      await service.kubectl('scale', 'statefulset', name, '--replicas=5');
    });

    it('says what it would do and changes nothing', async () => {
      const before = await pods();
      await expect(scaleDown([wanted])).resolves.toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('nothing was changed'),
      });
      await expect(pods()).resolves.toEqual(before);
      await expect(calls()).resolves.toEqual(['']);
    });

    it('keeps everybody while what leaves still leads', async () => {
      if (isCluster) {
        const failed = await scaleDown([wanted, '--yes'], {
          FAIL_AT: 'empty-shard.sh',
        });
        expect(failed.exitCode).not.toBe(0);
      } else {
        await lead(`${name}-4`, `${name}-3`);
        await expect(scaleDown([wanted, '--yes'])).resolves.toMatchObject({
          exitCode: 1,
          stderr: expect.stringContaining(`${name}-3 is still the primary`),
        });
        await lead('', `${name}-1`);
        await expect(scaleDown([wanted])).resolves.toMatchObject({
          exitCode: 1,
          stderr: expect.stringContaining('agree on no primary'),
        });
        await lead(`${name}-4`, `${name}-1`);
      }
      await expect(pods()).resolves.toContain(
        isCluster ? `${name}-shard-4-0` : `${name}-4`,
      );
    });

    it('resumes where it was interrupted, and keeps the claims', async () => {
      const [forget, left] = isCluster
        ? ['forget-shard.sh', [`${name}-shard-4-0`, `${name}-shard-4-1`]]
        : ['forget-members.sh', [`${name}-3`, `${name}-4`]];
      const interrupted = await scaleDown([wanted, '--yes'], {
        FAIL_AT: forget,
      });
      expect(interrupted.exitCode).not.toBe(0);
      expect(await pods()).not.toContain(left[0]);

      await fs.writeFile(file('calls'), '');
      await expect(scaleDown([wanted, '--yes'])).resolves.toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining(`${name} has ${wanted} `),
      });
      await expect(calls()).resolves.toEqual(
        isCluster
          ? [0, 1, 2, 3].flatMap(shard =>
              [0, 1].map(
                ordinal =>
                  `${name}-shard-${shard}-${ordinal} /scripts/forget-shard.sh ${name}-shard-4`,
              ),
            )
          : [0, 1, 2].map(
              ordinal => `${name}-${ordinal} /scripts/forget-members.sh 3`,
            ),
      );
      const claims = await service.values(
        'persistentvolumeclaims',
        '{.metadata.name}',
      );
      expect(claims).toEqual(
        expect.arrayContaining(left.map(pod => `data-${pod}`)),
      );
    });

    it('is what helm goes on with, which takes out nobody itself', async () => {
      const key = isCluster ? 'cluster.shards' : 'replicas';
      await service.deploy({ changes: [`${key}=${wanted}`] });
      expect(await service.values('statefulsets', '{.metadata.name}')).toEqual(
        isCluster
          ? [0, 1, 2, 3].map(shard => `${name}-shard-${shard}`)
          : [name],
      );
      await expect(
        service.deploy({ changes: ['cluster.shards=3'] }),
      ).rejects.toThrow(
        isCluster
          ? 'Invalid cluster.shards 3: it must be more: shard-3 has members'
          : 'Invalid cluster.shards 3: it must be 0: there is a Redis without shards',
      );
    });
  },
);
