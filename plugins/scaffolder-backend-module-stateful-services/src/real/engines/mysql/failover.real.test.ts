import { createMockDirectory } from '@backstage/backend-test-utils';
import { generateRepository } from '../../generatedRepository';
import { RunningService } from '../../runningService';
import { PlayedMembers } from './playedMembers';

const refusal = (text: string) => ({
  exitCode: 1,
  stderr: expect.stringContaining(text),
});
const dryRun = {
  exitCode: 0,
  stdout: expect.stringContaining('nothing was changed'),
};
const success = (text: string) => ({
  exitCode: 0,
  stdout: expect.stringContaining(text),
});

describe('failover.sh for a group on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;
  let members: PlayedMembers;

  beforeAll(async () => {
    directory.setContent({});
    members = await PlayedMembers.start(directory.path, 'group-replication');
    service = new RunningService(
      await generateRepository(directory.path, 'orders-db'),
      `mysql-failover-${process.pid}`,
    );
    await service.deploy();
  });
  beforeEach(async () => {
    await members.says('orders-db-0', 'ONLINE PRIMARY 9');
    await members.says('orders-db-1', 'ONLINE SECONDARY 9');
    await members.says('orders-db-2', 'ONLINE SECONDARY 9');
  });
  afterAll(() => service.remove());

  const failover = (args: readonly string[], more = {}) =>
    service.run('failover.sh', args, {
      environment: { ...members.environment, ...more },
    });

  it('refuses a member that cannot lead', async () => {
    await expect(failover(['3', '--yes'])).resolves.toMatchObject(
      refusal('there is no member 3'),
    );
    await members.says('orders-db-1', 'SILENT -');
    await expect(failover(['1', '--yes'])).resolves.toMatchObject(
      refusal('orders-db-1 does not answer'),
    );
    await members.says('orders-db-1', 'RECOVERING SECONDARY 8');
    await expect(failover(['1', '--yes'])).resolves.toMatchObject(
      refusal('orders-db-1 is RECOVERING'),
    );
    await expect(members.calls()).resolves.toEqual([]);
  });

  it('says what it would do and changes nothing', async () => {
    await expect(failover(['1'])).resolves.toMatchObject(dryRun);
    await expect(members.calls()).resolves.toEqual([]);
  });

  it('makes the member lead, once, also when it was interrupted', async () => {
    const interrupted = await failover(['1', '--yes'], {
      FAIL_AFTER: 'set_as_primary',
    });
    expect(interrupted.exitCode).toBe(1);
    await expect(failover(['1', '--yes'])).resolves.toMatchObject(
      success('orders-db-1 accepts the writes already'),
    );
    await expect(members.calls()).resolves.toEqual(['orders-db-1 leads']);

    await expect(failover(['2', '--yes'])).resolves.toMatchObject(
      success('orders-db-2 accepts the writes'),
    );
    await expect(members.calls()).resolves.toEqual(['orders-db-2 leads']);
  });
});

describe('failover.sh for a replication on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;
  let members: PlayedMembers;
  const pod = (ordinal: number) => `${service.name}-${ordinal}`;

  beforeAll(async () => {
    directory.setContent({});
    members = await PlayedMembers.start(directory.path, 'replication');
    service = new RunningService(
      await generateRepository(directory.path, 'mysql-replication-generic'),
      `mysql-source-${process.pid}`,
    );
    await service.deploy();
  });
  beforeEach(async () => {
    await members.says(pod(0), 'SILENT -');
    await members.says(pod(1), 'OFFLINE SECONDARY 8');
    await members.says(pod(2), 'OFFLINE SECONDARY 9');
  });
  afterAll(() => service.remove());

  const failover = (args: readonly string[], more = {}) =>
    service.run('failover.sh', args, {
      environment: { ...members.environment, ...more },
    });
  const source = () =>
    service.kubectl(
      ...['get', 'configmap', `${service.name}-members`],
      ...['--output', 'jsonpath={.data.source}'],
    );

  it('refuses a member that lacks what another has, and to guess what two missing ones have', async () => {
    await expect(failover(['1', '--yes'])).resolves.toMatchObject(
      refusal(`${pod(2)} has what ${pod(1)} lacks`),
    );
    await members.says(pod(1), 'SILENT -');
    await expect(failover(['2', '--yes'])).resolves.toMatchObject(
      refusal('may be on one of 2 members alone'),
    );
    await expect(source()).resolves.toBe('0');
  });

  it('says what it would do and changes nothing', async () => {
    await expect(failover(['2'])).resolves.toMatchObject(dryRun);
    await expect(source()).resolves.toBe('0');
  });

  it('names the source, and is resumed after an interruption', async () => {
    const interrupted = await failover(['2', '--yes'], {
      FAIL_AFTER: 'patch configmap',
    });
    expect(interrupted.exitCode).toBe(1);
    await expect(source()).resolves.toBe('2');
    await expect(failover(['2', '--yes'])).resolves.toMatchObject(
      success(`${pod(2)} accepts the writes`),
    );
    await members.says(pod(1), 'OFFLINE SECONDARY 9');
    await expect(failover(['1', '--yes'])).resolves.toMatchObject(
      success('set topology.source to 1'),
    );
    await expect(source()).resolves.toBe('1');
  });
});
