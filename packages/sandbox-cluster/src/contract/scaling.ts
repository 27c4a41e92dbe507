import { isReady } from '../kinds/pod';
import { Bench } from './bench';
import { eventually } from './eventually';
import { deletedNames, watch } from './watching';
import { NOWHERE } from './workbench';

export function describeScaling(bench: Bench): void {
  /** Names in the order of the events of a type. */
  const watchPods = () =>
    watch(
      bench().client,
      { resource: 'pods', namespace: bench().namespace },
      {},
    );

  describe('creating and scaling members', () => {
    it('gives members their names, labels, claims and revision, and reports the counts', async () => {
      await bench().createSet();
      await bench().allReady(3);
      const set = await bench().set();
      const revision = set.status?.updateRevision;
      expect(set.status).toMatchObject({
        availableReplicas: 3,
        currentReplicas: 3,
        updatedReplicas: 3,
        currentRevision: revision,
        collisionCount: 0,
      });
      const pods = await bench().pods();
      expect(pods.map(({ metadata }) => metadata)).toEqual(
        [0, 1, 2].map(ordinal =>
          expect.objectContaining({
            name: `web-${ordinal}`,
            labels: expect.objectContaining({
              app: 'web',
              'statefulset.kubernetes.io/pod-name': `web-${ordinal}`,
              'apps.kubernetes.io/pod-index': `${ordinal}`,
              'controller-revision-hash': revision,
            }),
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                kind: 'StatefulSet',
                name: 'web',
                uid: set.metadata.uid,
                controller: true,
                blockOwnerDeletion: true,
              },
            ],
          }),
        ),
      );
      expect(pods[1]?.spec).toMatchObject({
        hostname: 'web-1',
        subdomain: 'web',
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data-web-1' } },
        ],
      });
      const revisions = await bench().client.list(
        'controllerrevisions',
        bench().namespace,
      );
      expect(revisions).toEqual([
        expect.objectContaining({
          revision: 1,
          metadata: expect.objectContaining({ name: revision }),
        }),
      ]);
      expect(revision).toMatch(/^web-[a-z0-9]+$/);
    });

    it('creates the next member only when the one before serves', async () => {
      const watching = await watchPods();
      await bench().createSet();
      await bench().allReady(3);
      const seen = () =>
        watching.events.map(({ type, object }) => {
          const ready = JSON.stringify(object.status).includes(
            '"type":"Ready"',
          );
          return `${type} ${object.metadata.name}${ready ? ' reported' : ''}`;
        });
      await eventually(() => expect(seen()).toContain('ADDED web-2'));
      watching.stop();
      const first = (entry: string) => seen().indexOf(entry);
      for (const ordinal of [1, 2]) {
        expect(first(`ADDED web-${ordinal}`)).toBeGreaterThan(
          first(`MODIFIED web-${ordinal - 1} reported`),
        );
      }
    });

    it('waits for a first member that cannot be placed', async () => {
      await bench().createSet({}, NOWHERE);
      await eventually(async () => {
        const [pod] = await bench().pods();
        expect(pod?.status).toMatchObject({
          phase: 'Pending',
          conditions: [
            expect.objectContaining({
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
            }),
          ],
        });
      });
      await bench().controllerLooksAgain();
      expect(await bench().podNames()).toEqual(['web-0']);
    });

    it('creates all members at once when they may be parallel', async () => {
      await bench().createSet({ podManagementPolicy: 'Parallel' }, NOWHERE);
      await eventually(async () =>
        expect(await bench().podNames()).toEqual(['web-0', 'web-1', 'web-2']),
      );
    });

    it('numbers members from the start ordinal', async () => {
      await bench().createSet({ replicas: 2, ordinals: { start: 5 } });
      await bench().allReady(2);
      expect(await bench().podNames()).toEqual(['web-5', 'web-6']);
      await bench().patchSet({ ordinals: { start: 6 } });
      await eventually(async () =>
        expect(await bench().podNames()).toEqual(['web-6', 'web-7']),
      );
    });

    it('waits until a member has been ready for minReadySeconds', async () => {
      await bench().createSet({ replicas: 2, minReadySeconds: 2 });
      await eventually(async () =>
        expect((await bench().set()).status).toMatchObject({
          readyReplicas: 1,
          availableReplicas: 0,
        }),
      );
      await eventually(async () =>
        expect((await bench().set()).status?.availableReplicas).toBe(2),
      );
      const [first, second] = await bench().pods();
      const readyAt = first?.status?.conditions?.find(
        ({ type }) => type === 'Ready',
      )?.lastTransitionTime;
      expect(
        Date.parse(second?.metadata.creationTimestamp ?? '') -
          Date.parse(readyAt ?? ''),
      ).toBeGreaterThanOrEqual(2000);
    });

    it('removes the highest member first, keeps its claim, and takes it up again', async () => {
      await bench().createSet();
      await bench().allReady(3);
      const claims = () =>
        bench().client.list('persistentvolumeclaims', bench().namespace);
      const before = await claims();
      const watching = await watchPods();
      await bench().patchSet({ replicas: 1 });
      await eventually(async () =>
        expect((await bench().set()).status?.replicas).toBe(1),
      );
      await eventually(() =>
        expect(deletedNames(watching)).toEqual(['web-2', 'web-1']),
      );
      watching.stop();
      const uids = (list: typeof before) =>
        list.map(({ metadata }) => metadata.uid);
      expect(uids(await claims())).toEqual(uids(before));
      await bench().patchSet({ replicas: 3 });
      await bench().allReady(3);
      expect(uids(await claims())).toEqual(uids(before));
    });

    it('replaces a member whose pod has failed', async () => {
      await bench().createSet({ replicas: 1 });
      await bench().allReady(1);
      const [before] = await bench().pods();
      await bench().client.merge(
        'pods',
        { ...bench().at('web-0'), subresource: 'status' },
        { status: { phase: 'Failed' } },
      );
      await eventually(async () => {
        const [after] = await bench().pods();
        expect(after?.metadata.uid).not.toBe(before?.metadata.uid);
        expect(after && isReady(after)).toBe(true);
      });
    });

    it('stops without a word at a name that a foreign pod occupies', async () => {
      await bench().client.create('pods', {
        metadata: bench().at('web-1'),
        spec: { containers: [{ name: 'c', image: 'i' }], ...NOWHERE },
      });
      await bench().createSet({ replicas: 3 });
      await eventually(async () =>
        expect((await bench().set()).status).toMatchObject({
          readyReplicas: 1,
        }),
      );
      await bench().controllerLooksAgain();
      expect(await bench().podNames()).toEqual(['web-0', 'web-1']);
      await bench().client.delete('pods', bench().at('web-1'));
      await bench().allReady(3);
    });
  });
}
