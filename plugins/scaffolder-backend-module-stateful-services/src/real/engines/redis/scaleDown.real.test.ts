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

const TOO_FEW = {
  count: '2',
  answer: { exitCode: 2, stderr: expect.stringContaining('3 to 9') },
};

const says = (text: string) => ({
  exitCode: 1,
  stderr: expect.stringContaining(text),
});

const MEMBERS = {
  topology: 'a primary with Sentinels',
  name: 'orders-cache',
  changes: [],
  // There are no nodes for more than three: they stay Pending, and leave like any other.
  scaled: ['5'],
  wanted: '3',
  refused: [
    TOO_FEW,
    { count: '4', answer: says('an even number') },
    { count: '3', replicas: '7', answer: says('two at a time') },
  ],
  failing: [
    {
      leaders: ['orders-cache-4', 'orders-cache-3'],
      FAIL_AT: '',
      answer: says('orders-cache-3 is still the primary'),
    },
    { leaders: ['', ''], FAIL_AT: '', answer: says('agree on no primary') },
  ],
  left: ['orders-cache-3', 'orders-cache-4'],
  forget: 'forget-members.sh',
  forgotten: [0, 1, 2].map(
    ordinal => `orders-cache-${ordinal} /scripts/forget-members.sh 3`,
  ),
  goesOn: 'replicas=3',
  setsThen: ['orders-cache'],
  helmRefuses: 'it must be 0: there is a Redis without shards',
};

const SHARDS = {
  topology: 'a cluster',
  name: 'orders-index',
  changes: ['cluster.shards=5'],
  scaled: [],
  wanted: '4',
  refused: [TOO_FEW, { count: '3', answer: says('take them out one by one') }],
  failing: [
    { leaders: ['', ''], FAIL_AT: 'empty-shard.sh', answer: { exitCode: 1 } },
  ],
  left: ['orders-index-shard-4-0', 'orders-index-shard-4-1'],
  forget: 'forget-shard.sh',
  forgotten: [0, 1, 2, 3].flatMap(shard =>
    [0, 1].map(
      ordinal =>
        `orders-index-shard-${shard}-${ordinal} /scripts/forget-shard.sh orders-index-shard-4`,
    ),
  ),
  goesOn: 'cluster.shards=4',
  setsThen: [0, 1, 2, 3].map(shard => `orders-index-shard-${shard}`),
  helmRefuses: 'it must be more: shard-3 has members',
};

describe.each([MEMBERS, SHARDS])(
  'scale-down.sh for $topology on a real cluster',
  given => {
    const { name, wanted, left } = given;
    const directory = createMockDirectory();
    let service: RunningService;
    let environment: Record<string, string>;

    const file = (of: string) => directory.resolve(of);
    const lead = (leader = '', successor = '') =>
      Promise.all([
        fs.writeFile(file('leader'), leader && host(leader)),
        fs.writeFile(file('successor'), successor && host(successor)),
      ]);
    const scaleDown = (args: readonly string[], more = {}) =>
      service.run('scale-down.sh', args, {
        environment: { ...environment, ...more },
      });
    /** Until nobody more is there, nor about to leave. */
    const scale = async (replicas: string) => {
      await service.kubectl(
        ...['scale', 'statefulset', name, `--replicas=${replicas}`],
      );
      await service.kubectl(
        ...['wait', `statefulset/${name}`, '--timeout=90s'],
        `--for=jsonpath={.status.replicas}=${replicas}`,
      );
    };
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
      await service.deploy({ changes: given.changes });
      for (const replicas of given.scaled) {
        await scale(replicas);
      }
    });
    afterAll(() => service.remove());

    it('refuses too few, and too many at a time', async () => {
      for (const { count, answer, ...more } of given.refused) {
        const [replicas] = Object.values(more);
        if (replicas) {
          await scale(replicas);
        }
        await expect(scaleDown([count, '--yes'])).resolves.toMatchObject(
          answer,
        );
      }
      for (const replicas of given.scaled) {
        await scale(replicas);
      }
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
      for (const { leaders, answer, FAIL_AT } of given.failing) {
        await lead(...leaders);
        await expect(
          scaleDown([wanted, '--yes'], FAIL_AT ? { FAIL_AT } : {}),
        ).resolves.toMatchObject(answer);
      }
      await expect(pods()).resolves.toEqual(expect.arrayContaining(left));
    });

    it('resumes where it was interrupted, and keeps the claims', async () => {
      await lead(`${name}-4`, `${name}-1`);
      const interrupted = await scaleDown([wanted, '--yes'], {
        FAIL_AT: given.forget,
      });
      expect(interrupted.exitCode).not.toBe(0);
      expect(await pods()).not.toContain(left[0]);

      await fs.writeFile(file('calls'), '');
      await expect(scaleDown([wanted, '--yes'])).resolves.toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining(`${name} has ${wanted} `),
      });
      await expect(calls()).resolves.toEqual(given.forgotten);
      const claims = await service.values(
        'persistentvolumeclaims',
        '{.metadata.name}',
      );
      expect(claims).toEqual(
        expect.arrayContaining(left.map(pod => `data-${pod}`)),
      );
    });

    it('is what helm goes on with, which takes out nobody itself', async () => {
      await service.deploy({ changes: [given.goesOn] });
      await expect(
        service.values('statefulsets', '{.metadata.name}'),
      ).resolves.toEqual(given.setsThen);
      await expect(
        service.deploy({ changes: ['cluster.shards=3'] }),
      ).rejects.toThrow(`Invalid cluster.shards 3: ${given.helmRefuses}`);
    });
  },
);
