import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { generateRepository } from '../../generatedRepository';
import { standInForKubectl } from '../../kubectlStandIn';
import { RunningService } from '../../runningService';

/**
 * The real kubectl, but for exec: the pods of this cluster run nothing. Every member has as many records as the file RECORDS says; the
 * scripts of the pods are written down, and the drills of the Redis Cluster run them on real servers. Fails when it is to wait for the
 * STOP_AT-th time, as when the owner's machine goes away.
 */
const KUBECTL = `#!/bin/sh
case " $* " in
*DBSIZE*) cat "$RECORDS" ;;
*'CLUSTER NODES'*)
  echo 'a 10.0.0.1:6379@16379,orders-index-shard-0-0.headless myself,master - 0 0 1 connected 0-8191 8193'
  echo 'b 10.0.0.2:6379@16379,orders-index-shard-0-1.headless slave a 0 0 1 connected'
  echo 'c 10.0.0.3:6379@16379,orders-index-shard-1-0.headless master - 0 0 2 connected [1->-a]'
  ;;
*' exec '*) echo "$*" | sed 's/.* exec //; s/--container [a-z]* -- //' >>"$CALLS" ;;
*' wait '*)
  echo wait >>"$CALLS"
  [ "$(grep -c wait "$CALLS")" -ne "\${STOP_AT:-0}" ] || exit 1
  exec "$REAL_KUBECTL" "$@"
  ;;
*) exec "$REAL_KUBECTL" "$@" ;;
esac
`;

const NAME = 'orders-index';
const FILES = ['shard-0.rdb', 'shard-1.rdb', 'shard-2.rdb'];

describe('the scripts for a cluster of Redis on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;
  let environment: Record<string, string>;

  const run = (script: string, args: readonly string[], more = {}) =>
    service.run(script, args, { environment: { ...environment, ...more } });
  const calls = async () =>
    (await fs.readFile(directory.resolve('calls'), 'utf8'))
      .split('\n')
      .filter(Boolean);
  const refusal = (text: string) => ({
    exitCode: 1,
    stderr: expect.stringContaining(text),
  });
  const nothingDone = {
    exitCode: 0,
    stdout: expect.stringContaining('nothing was changed'),
  };

  beforeAll(async () => {
    directory.setContent({ calls: '', records: '0\n' });
    environment = {
      ...(await standInForKubectl(directory.path, KUBECTL)),
      CALLS: directory.resolve('calls'),
      RECORDS: directory.resolve('records'),
    };
    service = new RunningService(
      await generateRepository(directory.path, NAME),
      `cluster-${process.pid}`,
    );
    await service.deploy();
  });
  beforeEach(() => directory.addContent({ calls: '', records: '0\n' }));
  afterAll(() => service.remove());

  describe('rebalance.sh', () => {
    it('refuses while a member is not ready', async () => {
      const scale = (replicas: number) =>
        service.kubectl(
          ...['scale', 'statefulset', `${NAME}-shard-0`],
          `--replicas=${replicas}`,
        );
      // There are nodes for three, since no two of a shard may share one.
      await scale(4);
      await service.kubectl(
        ...['wait', `pod/${NAME}-shard-0-3`, '--for=create', '--timeout=30s'],
      );
      await service.kubectl(
        ...['wait', `pod/${NAME}-shard-0-2`],
        ...['--for=condition=Ready', '--timeout=30s'],
      );
      await expect(run('rebalance.sh', ['--yes'])).resolves.toMatchObject(
        refusal(`not ready: ${NAME}-shard-0-3`),
      );
      await expect(calls()).resolves.toEqual([]);
      await scale(2);
      await service.kubectl(
        ...['wait', `pod/${NAME}-shard-0-2`, `pod/${NAME}-shard-0-3`],
        ...['--for=delete', '--timeout=30s'],
      );
    });

    it('says how many slots each shard has, and then shares them out', async () => {
      await expect(run('rebalance.sh', [])).resolves.toMatchObject({
        ...nothingDone,
        stdout: expect.stringContaining(
          `${NAME}-shard-0-0: 8193 slots\n${NAME}-shard-1-0: 0 slots\n`,
        ),
      });
      await expect(calls()).resolves.toEqual([]);
      await expect(run('rebalance.sh', ['--yes'])).resolves.toMatchObject({
        exitCode: 0,
      });
      await expect(calls()).resolves.toEqual([
        `${NAME}-shard-0-0 /scripts/rebalance.sh`,
      ]);
    });
  });

  describe('take-over.sh', () => {
    const pod = `${NAME}-shard-1-1`;
    const takeOver = (input: string) =>
      service.run('take-over.sh', [], { environment, name: pod, input });

    it('wants the name of the pod typed', async () => {
      await expect(takeOver('yes\n')).resolves.toMatchObject(
        refusal('nothing was changed'),
      );
      await expect(calls()).resolves.toEqual([]);
    });

    it('makes that pod lead its shard', async () => {
      await expect(takeOver(`${pod}\n`)).resolves.toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining(`${pod} leads its shard`),
      });
      await expect(calls()).resolves.toEqual([`${pod} /scripts/take-over.sh`]);
    });
  });

  describe('restore-cluster.sh', () => {
    const restore = (args: readonly string[], more = {}) =>
      run('restore-cluster.sh', args, more);
    const jobs = () => service.values('jobs', '{.metadata.name}');

    it('refuses where no backups are made', async () => {
      await expect(restore([...FILES, '--yes'])).resolves.toMatchObject(
        refusal('set backup.enabled'),
      );
    });

    it('refuses over data, and changes nothing unless told to', async () => {
      await service.deploy({ changes: ['backup.enabled=true'] });
      directory.addContent({ records: '7\n' });
      await expect(restore([...FILES, '--yes'])).resolves.toMatchObject(
        refusal('known to hold nothing'),
      );
      directory.addContent({ records: '0\n' });
      await expect(restore(FILES)).resolves.toMatchObject(nothingDone);
      await expect(jobs()).resolves.toEqual(['']);
    });

    it('resumes after an interruption, with the same files alone', async () => {
      const interrupted = await restore([...FILES, '--yes'], { STOP_AT: '2' });
      expect(interrupted.exitCode).not.toBe(0);
      const begun = await jobs();
      expect(begun).toHaveLength(2);

      directory.addContent({ calls: '', records: '7\n' });
      await expect(
        restore([...FILES.slice(1), '--yes']),
      ).resolves.toMatchObject(refusal('finish that one first'));
      await expect(jobs()).resolves.toEqual(begun);

      await expect(restore([...FILES, '--yes'])).resolves.toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining(`${NAME} has the data of`),
      });
      await expect(jobs()).resolves.toEqual(['']);
    });

    it('takes what is there for data of today once it is done', async () => {
      directory.addContent({ records: '7\n' });
      await expect(restore([...FILES, '--yes'])).resolves.toMatchObject(
        refusal('known to hold nothing'),
      );
    });
  });
});
