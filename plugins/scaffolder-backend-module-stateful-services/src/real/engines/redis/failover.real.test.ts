import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { generateRepository } from '../../generatedRepository';
import { standInForKubectl } from '../../kubectlStandIn';
import { RunningService } from '../../runningService';

/**
 * The real kubectl, but for exec: the pods of this cluster run nothing. The file LEADER names who leads, SILENT a pod
 * that does not answer, IN_SYNC the state of a replica; to hand over makes member 2 lead. The drills of Redis run what is in the pods
 * on real servers. Fails after the handover if INTERRUPTED is set, as when the owner's machine goes away.
 */
const KUBECTL = `#!/bin/sh
case " $* " in
*" exec $SILENT "*) exit 1 ;;
*agreed_primary* | *primaries_of*) cat "$LEADER" ;;
*'INFO replication'*) printf 'role:master\\r\\nslave0:ip=10.0.0.2,port=6379,state=%s,offset=7,lag=0\\r\\n' "\${IN_SYNC:-online}" ;;
*hand-over*)
  echo "$*" | sed 's/.* exec //' >>"$CALLS"
  echo "$SET-2.headless" >"$LEADER"
  [ -z "$INTERRUPTED" ]
  ;;
*' exec '*) exit 64 ;;
*) exec "$REAL_KUBECTL" "$@" ;;
esac
`;

describe.each([
  { service: 'orders-cache', set: 'orders-cache', script: 'hand-over.sh' },
  {
    service: 'orders-index',
    set: 'orders-index-shard-0',
    script: 'hand-over-node.sh',
  },
])(
  'failover.sh for $set on a real cluster',
  ({ service: name, set, script }) => {
    const directory = createMockDirectory();
    let service: RunningService;
    let environment: Record<string, string>;

    beforeAll(async () => {
      directory.setContent({ calls: '' });
      environment = {
        ...(await standInForKubectl(directory.path, KUBECTL)),
        SET: set,
        CALLS: directory.resolve('calls'),
        LEADER: directory.resolve('leader'),
      };
      service = new RunningService(
        await generateRepository(directory.path, name),
        `failover-${name}-${process.pid}`,
      );
      await service.deploy();
    });
    beforeEach(() =>
      directory.addContent({ calls: '', leader: `${set}-0.headless\n` }),
    );
    afterAll(() => service.remove());

    const failover = (args: readonly string[], more = {}) =>
      service.run('failover.sh', args, {
        name: set,
        environment: { ...environment, ...more },
      });
    const calls = async () =>
      (await fs.readFile(directory.resolve('calls'), 'utf8'))
        .split('\n')
        .filter(Boolean);
    const refusal = (text: string) => ({
      exitCode: 1,
      stderr: expect.stringContaining(text),
    });

    it('refuses where nobody leads, or nobody could take over', async () => {
      await expect(failover(['3', '--yes'])).resolves.toMatchObject(
        refusal('there is no member 3'),
      );
      await expect(
        failover(['0', '--yes'], { IN_SYNC: 'wait_bgsave' }),
      ).resolves.toMatchObject(refusal(`no replica of ${set}-0`));
      directory.addContent({ leader: '' });
      await expect(failover(['0', '--yes'])).resolves.toMatchObject(
        refusal('no primary is known'),
      );
      await expect(calls()).resolves.toEqual([]);
    });

    it('says what it would do and changes nothing', async () => {
      await expect(failover(['0'])).resolves.toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('nothing was changed'),
      });
      await expect(calls()).resolves.toEqual([]);
    });

    it('lets another member lead, also while a Sentinel is silent', async () => {
      directory.addContent({ leader: `${set}-1.headless\n` });
      await expect(
        failover(['1', '--yes'], { SILENT: `${set}-0` }),
      ).resolves.toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining(`${set}-2 leads now`),
      });
      await expect(calls()).resolves.toEqual([
        `${set}-1 --container redis -- /scripts/${script}`,
      ]);
    });

    it('does not move it once more when it is resumed after an interruption', async () => {
      const interrupted = await failover(['0', '--yes'], {
        INTERRUPTED: 'yes',
      });
      expect(interrupted.exitCode).not.toBe(0);
      await expect(failover(['0', '--yes'])).resolves.toMatchObject({
        exitCode: 0,
        stdout: `${set}-2 leads, not ${set}-0: there is nothing to do\n`,
      });
      await expect(calls()).resolves.toHaveLength(1);
    });
  },
);
