import { createMockDirectory } from '@backstage/backend-test-utils';
import { generateRepository } from '../../generatedRepository';
import { RunningService } from '../../runningService';

describe('restore.sh on a real cluster', () => {
  const directory = createMockDirectory();
  let service: RunningService;

  beforeAll(async () => {
    directory.setContent({});
    service = new RunningService(
      await generateRepository(directory.path, 'orders-cache'),
      `restore-${process.pid}`,
    );
    await service.deploy({ changes: ['backup.enabled=true'] });
  });
  afterAll(() => service.remove());

  const uids = (kind: string) => service.values(kind, '{.metadata.uid}');

  it('refuses while the volumes would be deleted with their claims', async () => {
    const before = await uids('persistentvolumeclaims');
    const { exitCode, stderr } = await service.run('restore.sh', [
      'a.rdb',
      '--yes',
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('persistentVolumeReclaimPolicy to Retain');
    await expect(uids('persistentvolumeclaims')).resolves.toEqual(before);
  });

  it('says what it would do, and then does it', async () => {
    for (const volume of await service.values(
      'persistentvolumeclaims',
      '{.spec.volumeName}',
    )) {
      const patch = '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}';
      await service.kubectl('patch', 'persistentvolume', volume, '-p', patch);
    }
    const claims = await uids('persistentvolumeclaims');
    const pods = await uids('pods');

    const dryRun = await service.run('restore.sh', ['a.rdb']);
    expect(dryRun).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('nothing was changed'),
    });
    await expect(uids('persistentvolumeclaims')).resolves.toEqual(claims);
    await expect(uids('pods')).resolves.toEqual(pods);

    const done = await service.run('restore.sh', ['a.rdb', '--yes']);
    expect(done).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('3 members with the data of a.rdb'),
    });
    const after = await uids('persistentvolumeclaims');
    // Of the four claims only that of the backups, the last by name, is the former one.
    expect(after).toHaveLength(4);
    expect(after.map(uid => claims.includes(uid))).toEqual([
      ...[false, false, false],
      true,
    ]);
    await expect(
      service.values('statefulsets', '{.spec.replicas}'),
    ).resolves.toEqual(['3']);
  });
});
