import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { generateRepository } from '../../generatedRepository';
import { standInForKubectl } from '../../kubectlStandIn';
import { RunningService } from '../../runningService';

/**
 * The real kubectl, but for exec: the pods of this cluster run nothing. Each pod sees the password in the file SEEN, and what else
 * would run in it is written down; the drill of Redis runs it on real servers.
 */
const KUBECTL = `#!/bin/sh
case " $* " in
*sha256sum*) sha256sum <"$SEEN" ;;
*' exec '*) echo "$*" | sed 's/.* exec //' >>"$CALLS" ;;
*) exec "$REAL_KUBECTL" "$@" ;;
esac
`;

describe('end-rotation.sh on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;
  let environment: Record<string, string>;

  beforeAll(async () => {
    directory.setContent({ calls: '', seen: 'the former one' });
    environment = {
      ...(await standInForKubectl(directory.path, KUBECTL)),
      CALLS: directory.resolve('calls'),
      SEEN: directory.resolve('seen'),
    };
    service = new RunningService(
      await generateRepository(directory.path, 'orders-cache'),
      `rotation-${process.pid}`,
    );
    await service.deploy();
    await service.kubectl(
      ...['create', 'secret', 'generic', 'orders-cache-auth'],
      '--from-literal=password=the-new-one',
    );
  });
  afterAll(() => service.remove());

  const endRotation = (...args: string[]) =>
    service.run('end-rotation.sh', args, { environment });
  const ended = async () =>
    (await fs.readFile(directory.resolve('calls'), 'utf8'))
      .split('\n')
      .filter(call => call.includes('end-former-password.sh'));

  it('refuses while a pod does not see the new password', async () => {
    await expect(endRotation('--yes')).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('does not see the password'),
    });
    await expect(ended()).resolves.toEqual([]);
  });

  it('says what it would do, and then ends it on every server', async () => {
    await fs.writeFile(directory.resolve('seen'), 'the-new-one');
    await expect(endRotation()).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('add --yes'),
    });
    await expect(ended()).resolves.toEqual([]);

    await expect(endRotation('--yes')).resolves.toMatchObject({ exitCode: 0 });
    await expect(ended()).resolves.toEqual(
      [0, 1, 2].flatMap(ordinal => [
        `orders-cache-${ordinal} --container redis -- /scripts/end-former-password.sh 6379`,
        `orders-cache-${ordinal} --container sentinel -- /scripts/end-former-password.sh 26379`,
      ]),
    );
  });
});
