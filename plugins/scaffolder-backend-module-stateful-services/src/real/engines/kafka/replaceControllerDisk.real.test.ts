import { createMockDirectory } from '@backstage/backend-test-utils';
import { generateRepository } from '../../generatedRepository';
import { RunningService } from '../../runningService';

describe('replace-controller-disk.sh on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;
  const set = 'orders-events-controller';
  const claims = `data-${set}`;

  beforeAll(async () => {
    directory.setContent({});
    service = new RunningService(
      await generateRepository(directory.path, 'orders-events'),
      `controller-disk-${process.pid}`,
    );
    await service.deploy();
  });
  afterAll(() => service.remove());

  const replaceDisk = (...args: string[]) =>
    service.run('replace-controller-disk.sh', args);
  const volumeOf = (ordinal: number) =>
    service.kubectl(
      ...['get', 'persistentvolumeclaim', `${claims}-${ordinal}`],
      ...['--output', 'jsonpath={.spec.volumeName}'],
    );
  const refusal = (text: string) => ({
    exitCode: 1,
    stderr: expect.stringContaining(text),
  });

  it('refuses while the volume would be deleted with its claim', async () => {
    const before = await volumeOf(2);
    await expect(replaceDisk('2', '--yes')).resolves.toMatchObject(
      refusal('persistentVolumeReclaimPolicy to Retain'),
    );
    await expect(volumeOf(2)).resolves.toBe(before);
  });

  it('says what it would do, and then gives that controller an empty disk', async () => {
    const [kept, former] = [await volumeOf(1), await volumeOf(2)];
    await service.kubectl(
      ...['patch', 'persistentvolume', former, '--patch'],
      '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}',
    );
    await expect(replaceDisk('2')).resolves.toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('nothing was changed'),
    });
    await expect(volumeOf(2)).resolves.toBe(former);

    await expect(replaceDisk('2', '--yes')).resolves.toMatchObject({
      exitCode: 0,
    });
    const replaced = await volumeOf(2);
    expect(replaced).not.toBe('');
    expect(replaced).not.toBe(former);
    await expect(volumeOf(1)).resolves.toBe(kept);
    await expect(
      service.kubectl('get', 'persistentvolume', former, '--output', 'name'),
    ).resolves.toContain(former);
  });

  it('refuses while another controller is not ready', async () => {
    await service.kubectl(...['scale', 'statefulset', set, '--replicas=1']);
    await service.kubectl(
      ...['wait', `pod/${set}-1`, '--for=delete', '--timeout=60s'],
    );
    await expect(replaceDisk('0', '--yes')).resolves.toMatchObject(
      refusal(`${set}-1 is not ready`),
    );
    await expect(volumeOf(0)).resolves.not.toBe('');
  });
});
