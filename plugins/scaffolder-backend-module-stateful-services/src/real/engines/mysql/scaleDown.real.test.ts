import { createMockDirectory } from '@backstage/backend-test-utils';
import { generateRepository } from '../../generatedRepository';
import { RunningService } from '../../runningService';
import { PlayedMembers } from './playedMembers';

describe('scale-down.sh for a group on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;
  let group: PlayedMembers;

  const scaleTo = (replicas: number) =>
    service.kubectl(
      ...['scale', 'statefulset', 'orders-db', `--replicas=${replicas}`],
    );

  beforeAll(async () => {
    directory.setContent({});
    group = await PlayedMembers.start(directory.path, 'group-replication');
    service = new RunningService(
      await generateRepository(directory.path, 'orders-db'),
      `mysql-scale-${process.pid}`,
    );
    await service.deploy();
    // There are no nodes for two more: they stay Pending, and leave like any other.
    await scaleTo(5);
    await group.says('orders-db-0', 'ONLINE PRIMARY');
    for (const ordinal of [1, 2, 3, 4]) {
      await group.says(`orders-db-${ordinal}`, 'ONLINE SECONDARY');
    }
  });
  afterAll(() => service.remove());

  const scaleDown = (args: readonly string[], more = {}) =>
    service.run('scale-down.sh', args, {
      environment: { ...group.environment, ...more },
    });
  const members = () => service.values('statefulsets', '{.spec.replicas}');
  const refusal = (text: string) => ({
    exitCode: 1,
    stderr: expect.stringContaining(text),
  });

  it.each(['1', '2', '4'])('refuses to leave %s members', async replicas => {
    await expect(scaleDown([replicas, '--yes'])).resolves.toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('3, 5 or 7 REPLICAS'),
    });
  });

  it('refuses more than two at a time', async () => {
    await scaleTo(7);
    await expect(scaleDown(['3', '--yes'])).resolves.toMatchObject(
      refusal('take them out two at a time'),
    );
    await scaleTo(5);
  });

  it.each(['OFFLINE -', 'RECOVERING SECONDARY', 'SILENT -'])(
    'refuses while a member that stays is %s',
    async report => {
      await group.says('orders-db-1', report);
      await expect(scaleDown(['3', '--yes'])).resolves.toMatchObject(
        refusal('all members must be in the group'),
      );
      await group.says('orders-db-1', 'ONLINE SECONDARY');
    },
  );

  it('refuses while the primary is among those that leave', async () => {
    await group.says('orders-db-0', 'ONLINE SECONDARY');
    await group.says('orders-db-4', 'ONLINE PRIMARY');
    await expect(scaleDown(['3', '--yes'])).resolves.toMatchObject(
      refusal('scripts/failover.sh'),
    );
    await group.says('orders-db-0', 'ONLINE PRIMARY');
    await group.says('orders-db-4', 'ONLINE SECONDARY');
  });

  it('says what it would do and changes nothing', async () => {
    await expect(scaleDown(['3'])).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('nothing was changed'),
    });
    await expect(group.calls()).resolves.toEqual([]);
    await expect(members()).resolves.toEqual(['5']);
  });

  it('goes on wherever it was interrupted, lets each leave once, and keeps the claims', async () => {
    const first = await scaleDown(['3', '--yes'], {
      FAIL_AFTER: 'hand-over.sh',
    });
    expect(first.exitCode).toBe(1);
    await expect(group.calls()).resolves.toEqual(['orders-db-4 leaves']);
    await expect(members()).resolves.toEqual(['5']);

    const second = await scaleDown(['3', '--yes'], {
      FAIL_AFTER: 'scale statefulset',
    });
    expect(second.exitCode).toBe(1);
    await expect(group.calls()).resolves.toEqual(['orders-db-3 leaves']);
    await expect(members()).resolves.toEqual(['3']);

    await expect(scaleDown(['3', '--yes'])).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('orders-db has 3 members'),
    });
    await expect(group.calls()).resolves.toEqual([]);
    await expect(
      service.kubectl(
        ...['get', 'configmap', 'orders-db-members'],
        ...['--output', 'jsonpath={.data.replicas}'],
      ),
    ).resolves.toBe('3');
    const claims = await service.values(
      'persistentvolumeclaims',
      '{.metadata.name}',
    );
    expect(claims).toEqual(
      expect.arrayContaining(['data-orders-db-3', 'data-orders-db-4']),
    );
  });
});
