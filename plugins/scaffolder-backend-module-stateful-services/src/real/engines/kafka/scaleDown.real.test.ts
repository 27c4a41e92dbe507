import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { generateRepository } from '../../generatedRepository';
import { standInForKubectl } from '../../kubectlStandIn';
import { RunningService } from '../../runningService';

/**
 * The real kubectl, but for exec: the pods of this cluster run nothing. What would run in a pod is written down; the drill of
 * Kafka runs it on real brokers. Fails at the script that FAIL_AT names, as when the owner's machine goes away.
 */
const KUBECTL = `#!/bin/sh
case " $* " in
*' exec '*)
  echo "$*" | sed 's/.* -- //' >>"$CALLS"
  case "$*" in *"\${FAIL_AT:-nothing}"*) exit 1 ;; esac
  ;;
*) exec "$REAL_KUBECTL" "$@" ;;
esac
`;

describe('scale-down.sh on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;
  let environment: Record<string, string>;

  const scaleTo = (replicas: number) =>
    service.kubectl(
      ...['scale', 'statefulset', 'orders-events-broker'],
      `--replicas=${replicas}`,
    );

  beforeAll(async () => {
    directory.setContent({ calls: '' });
    environment = {
      ...(await standInForKubectl(directory.path, KUBECTL)),
      CALLS: directory.resolve('calls'),
    };
    service = new RunningService(
      await generateRepository(directory.path, 'orders-events'),
      `scale-${process.pid}`,
    );
    await service.deploy();
    // There is no node for a fourth broker: it stays Pending, and leaves like any other.
    await scaleTo(4);
  });
  afterAll(() => service.remove());

  const scaleDown = (args: readonly string[], more = {}) =>
    service.run('scale-down.sh', args, {
      environment: { ...environment, ...more },
    });
  const calls = async () =>
    (await fs.readFile(environment.CALLS ?? '', 'utf8')).trim().split('\n');
  const brokers = async () =>
    (await service.values('pods', '{.metadata.name}')).filter(name =>
      name.includes('-broker-'),
    );

  it('refuses what would leave too few brokers, or more than one at a time', async () => {
    await expect(scaleDown(['2', '--yes'])).resolves.toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('3 to 8 REPLICAS'),
    });
    await scaleTo(5);
    await expect(scaleDown(['3', '--yes'])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('take them out one by one'),
    });
    await scaleTo(4);
    await service.kubectl(
      ...['wait', '--for=delete', 'pod/orders-events-broker-4'],
    );
  });

  it('says what it would do and changes nothing', async () => {
    await expect(scaleDown(['3'])).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('nothing was changed'),
    });
    await expect(brokers()).resolves.toHaveLength(4);
  });

  it('keeps the broker while it is not drained', async () => {
    const interrupted = await scaleDown(['3', '--yes'], {
      FAIL_AT: 'drain-broker.sh',
    });
    expect(interrupted.exitCode).not.toBe(0);
    await expect(brokers()).resolves.toHaveLength(4);
  });

  it('resumes after the broker has gone and was not struck off', async () => {
    const interrupted = await scaleDown(['3', '--yes'], {
      FAIL_AT: 'unregister-broker.sh',
    });
    expect(interrupted.exitCode).not.toBe(0);
    await expect(brokers()).resolves.toHaveLength(3);

    await fs.writeFile(environment.CALLS ?? '', '');
    await expect(scaleDown(['3', '--yes'])).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('has 3 brokers'),
    });
    await expect(calls()).resolves.toEqual([
      '/scripts/unregister-broker.sh 103',
    ]);
    // The disk of the broker that left stays, with everything on it.
    const claims = await service.values(
      'persistentvolumeclaims',
      '{.metadata.name}',
    );
    expect(claims).toContain('data-orders-events-broker-3');
  });
});
