import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { generateRepository } from './generatedRepository';
import { standInForKubectl } from './kubectlStandIn';
import { RunningService } from './runningService';

/**
 * The real kubectl, but for exec: the pods of this cluster run nothing. A member of MySQL reports what REPORT says; what else would run in
 * a pod is written down, and the drills run it on real servers.
 */
const KUBECTL = `#!/bin/sh
case " $* " in
*own_report*) echo "$REPORT" ;;
*' exec '*) echo "$*" | sed 's/.* exec //; s/--container [a-z]* -- //' >>"$CALLS" ;;
*) exec "$REAL_KUBECTL" "$@" ;;
esac
`;

describe.each([
  {
    name: 'orders-cache',
    unknown: { exitCode: 2, stderr: expect.stringContaining('no member 3') },
    done: [0, 1, 2].map(
      ordinal => `orders-cache-${ordinal} /scripts/name-primary.sh 1`,
    ),
  },
  {
    name: 'orders-db',
    unknown: { exitCode: 1, stderr: expect.stringContaining('no member 3') },
    done: ['orders-db-1 touch /var/lib/mysql/origin'],
  },
])('name-primary.sh for $name on a real cluster', ({ name, unknown, done }) => {
  const directory = createMockDirectory();
  let service: RunningService;
  let environment: Record<string, string>;

  beforeAll(async () => {
    directory.setContent({ calls: '' });
    environment = {
      ...(await standInForKubectl(directory.path, KUBECTL)),
      CALLS: directory.resolve('calls'),
      REPORT: 'OFFLINE SECONDARY',
    };
    service = new RunningService(
      await generateRepository(directory.path, name),
      `name-primary-${name}-${process.pid}`,
    );
    await service.deploy();
  });
  afterAll(() => service.remove());

  const namePrimary = (ordinal: string, input: string) =>
    service.run('name-primary.sh', [ordinal], { environment, input });
  const calls = async () =>
    (await fs.readFile(directory.resolve('calls'), 'utf8'))
      .split('\n')
      .filter(Boolean);

  it('refuses a member that is not there, and one whose name was not typed', async () => {
    await expect(namePrimary('3', `${name}-3\n`)).resolves.toMatchObject(
      unknown,
    );
    await expect(namePrimary('1', `${name}-0\n`)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('nothing was changed'),
    });
    await expect(calls()).resolves.toEqual([]);
  });

  it('names the member once its name was typed', async () => {
    await expect(namePrimary('1', `${name}-1\n`)).resolves.toMatchObject({
      exitCode: 0,
    });
    await expect(calls()).resolves.toEqual(done);
  });
});
