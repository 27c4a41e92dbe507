import { Bench } from './bench';
import { eventually } from './eventually';
import { CLASS, FIXED_CLASS } from './workbench';

export function describeClaims(bench: Bench): void {
  const createClaim = (storageClassName: string) =>
    bench().client.create('persistentvolumeclaims', {
      metadata: bench().at('data'),
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName,
        resources: { requests: { storage: '1Gi' } },
      },
    });
  const claim = () =>
    bench().client.get('persistentvolumeclaims', bench().at('data'));
  const claimEvents = async () =>
    (await bench().client.list('events', bench().namespace))
      .filter(({ involvedObject }) => involvedObject.name === 'data')
      .map(({ reason }) => reason);
  const grow = (storage: string) =>
    bench().client.call('persistentvolumeclaims', bench().at('data'), {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { spec: { resources: { requests: { storage } } } },
    });

  describe('claims and volumes', () => {
    it.each([
      ['whose class does not exist', 'contract-missing', 'ProvisioningFailed'],
      [
        'whose driver does not exist',
        'contract-unserved',
        'ExternalProvisioning',
      ],
      ['that nobody mounts yet', CLASS, 'WaitForFirstConsumer'],
    ])('leaves a claim pending %s', async (_, storageClassName, reason) => {
      await createClaim(storageClassName);
      await eventually(async () =>
        expect(await claimEvents()).toContain(reason),
      );
      expect((await claim()).status?.phase).toBe('Pending');
    });

    it('binds a claim to a new volume and removes the volume with it', async () => {
      const { uid } = (await createClaim(FIXED_CLASS)).metadata;
      await eventually(async () =>
        expect(await claim()).toMatchObject({
          spec: { volumeName: `pvc-${uid}` },
          status: { phase: 'Bound', capacity: { storage: '1Gi' } },
        }),
      );
      const volume = { name: `pvc-${uid}` };
      await eventually(async () =>
        expect(
          await bench().client.get('persistentvolumes', volume),
        ).toMatchObject({
          spec: {
            claimRef: { name: 'data', uid },
            persistentVolumeReclaimPolicy: 'Delete',
          },
          status: { phase: 'Bound' },
        }),
      );
      await bench().client.delete('persistentvolumeclaims', bench().at('data'));
      await eventually(async () =>
        expect(
          await bench().client.find('persistentvolumes', volume),
        ).toBeUndefined(),
      );
    });

    it('neither shrinks a claim nor grows one whose class forbids it', async () => {
      await createClaim(FIXED_CLASS);
      await eventually(async () =>
        expect((await claim()).status?.phase).toBe('Bound'),
      );
      await expect(grow('2Gi')).resolves.toMatchObject({
        code: 403,
        body: { reason: 'Forbidden' },
      });
      await expect(grow('512Mi')).resolves.toMatchObject({
        code: 422,
        body: { reason: 'Invalid' },
      });
    });

    it('keeps a deleted claim until no pod mounts it', async () => {
      await bench().createSet({ replicas: 1 });
      await bench().allReady(1);
      const place = bench().at('data-web-0');
      const { client } = bench();
      const before = await client.get('persistentvolumeclaims', place);
      expect(before.metadata.finalizers).toContain(
        'kubernetes.io/pvc-protection',
      );
      await client.delete('persistentvolumeclaims', place);
      const going = await client.get('persistentvolumeclaims', place);
      expect(going.metadata.deletionTimestamp).toBeDefined();
      await client.delete('pods', bench().at('web-0'));
      await eventually(async () => {
        const after = await client.get('persistentvolumeclaims', place);
        expect(after.metadata.uid).not.toBe(before.metadata.uid);
      });
      await bench().allReady(1);
    });

    it('removes the claim of a member that is scaled away when the set says so', async () => {
      await bench().createSet({
        replicas: 2,
        persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
      });
      await bench().allReady(2);
      await bench().patchSet({ replicas: 1 });
      await eventually(async () =>
        expect(
          (
            await bench().client.list(
              'persistentvolumeclaims',
              bench().namespace,
            )
          ).map(({ metadata }) => metadata.name),
        ).toEqual(['data-web-0']),
      );
    });
  });
}
