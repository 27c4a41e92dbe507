import { Bench } from './bench';
import { eventually } from './eventually';

export function describeOwnership(bench: Bench): void {
  const claims = () =>
    bench().client.list('persistentvolumeclaims', bench().namespace);
  const deleteSet = (propagationPolicy: string) =>
    bench().client.delete('statefulsets', bench().at('web'), {
      propagationPolicy,
    });
  const setIsGone = () =>
    eventually(async () =>
      expect(
        await bench().client.find('statefulsets', bench().at('web')),
      ).toBeUndefined(),
    );

  describe('ownership', () => {
    it('removes members and revisions with their set, and keeps the claims', async () => {
      await bench().createSet({ replicas: 2 });
      await bench().allReady(2);
      await deleteSet('Background');
      await eventually(async () => {
        expect(
          await bench().client.list('pods', bench().namespace),
        ).toHaveLength(0);
        expect(
          await bench().client.list('controllerrevisions', bench().namespace),
        ).toHaveLength(0);
      });
      expect(await claims()).toHaveLength(2);
    });

    it('deletes the set last when asked for the foreground', async () => {
      await bench().createSet({ replicas: 1 });
      await bench().allReady(1);
      await deleteSet('Foreground');
      await setIsGone();
      expect(await bench().client.list('pods', bench().namespace)).toHaveLength(
        0,
      );
    });

    it('cuts members loose when asked to orphan them, and adopts them again', async () => {
      await bench().createSet({ replicas: 2 });
      await bench().allReady(2);
      const uids = async () =>
        (await bench().pods()).map(({ metadata }) => metadata.uid);
      const before = await uids();
      await deleteSet('Orphan');
      await setIsGone();
      const orphans = await bench().pods();
      expect(
        orphans.flatMap(({ metadata }) => metadata.ownerReferences ?? []),
      ).toEqual([]);
      const set = await bench().createSet({ replicas: 2 });
      await bench().allReady(2);
      await eventually(async () =>
        expect(
          (await bench().pods()).flatMap(
            ({ metadata }) => metadata.ownerReferences ?? [],
          ),
        ).toMatchObject([{ uid: set.metadata.uid }, { uid: set.metadata.uid }]),
      );
      expect(await uids()).toEqual(before);
    });

    it('lets claims go with their set when it says so', async () => {
      const set = await bench().createSet({
        replicas: 1,
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
      });
      await bench().allReady(1);
      await eventually(async () =>
        expect(
          (await claims()).flatMap(
            ({ metadata }) => metadata.ownerReferences ?? [],
          ),
        ).toMatchObject([{ kind: 'StatefulSet', uid: set.metadata.uid }]),
      );
      await deleteSet('Background');
      await eventually(async () => expect(await claims()).toHaveLength(0));
    });
  });
}
