import { Bench } from './bench';
import { eventually } from './eventually';
import { deletedNames, watch } from './watching';
import { NOWHERE } from './workbench';

export function describeUpdates(bench: Bench): void {
  const revisions = async () => {
    const all = await bench().client.list(
      'controllerrevisions',
      bench().namespace,
    );
    return [...all].sort((a, b) => a.revision - b.revision);
  };
  /** A broken revision, on which the last member ends up unplaced. */
  const breakSet = async () => {
    await bench().patchSet({ template: { spec: NOWHERE } });
    await eventually(async () => {
      const pod = (await bench().pods()).at(-1);
      expect(pod?.metadata.name).toBe('web-2');
      expect(pod?.spec.nodeSelector).toEqual(NOWHERE.nodeSelector);
    });
  };
  const mendSet = () =>
    bench().patchSet({ template: { spec: { nodeSelector: null } } });

  describe('updating members', () => {
    it('goes from the highest member to the lowest, and then promotes the revision', async () => {
      await bench().createSet();
      await bench().allReady(3);
      const watching = await watch(
        bench().client,
        { resource: 'pods', namespace: bench().namespace },
        {},
      );
      await bench().setImage('server:2');
      await eventually(async () => {
        expect(await bench().images()).toEqual(Array(3).fill('server:2'));
        const { status } = await bench().set();
        expect(status?.currentRevision).toBe(status?.updateRevision);
        expect(status).toMatchObject({ currentReplicas: 3, readyReplicas: 3 });
      });
      await eventually(() =>
        expect([...new Set(deletedNames(watching))]).toEqual([
          'web-2',
          'web-1',
          'web-0',
        ]),
      );
      watching.stop();
      expect((await revisions()).map(({ revision }) => revision)).toEqual([
        1, 2,
      ]);
    });

    it('holds members below the partition, also when they are replaced, until it is lowered', async () => {
      await bench().createSet({
        updateStrategy: { rollingUpdate: { partition: 2 } },
      });
      await bench().allReady(3);
      await bench().setImage('server:2');
      const staged = ['server:1', 'server:1', 'server:2'];
      await eventually(async () =>
        expect(await bench().images()).toEqual(staged),
      );
      await bench().allReady(3);
      await bench().client.delete('pods', bench().at('web-0'));
      await bench().allReady(3);
      expect(await bench().images()).toEqual(staged);
      const { status } = await bench().set();
      expect(status).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });
      expect(status?.currentRevision).not.toBe(status?.updateRevision);
      await bench().patchSet({
        updateStrategy: { rollingUpdate: { partition: 0 } },
      });
      await eventually(async () =>
        expect(await bench().images()).toEqual(Array(3).fill('server:2')),
      );
    });

    it('updates nobody while the partition is not below the replicas', async () => {
      await bench().createSet({
        replicas: 2,
        updateStrategy: { rollingUpdate: { partition: 5 } },
      });
      await bench().allReady(2);
      await bench().setImage('server:2');
      await bench().controllerLooksAgain();
      expect(await bench().images()).toEqual(['server:1', 'server:1']);
      const { status } = await bench().set();
      expect(status?.updateRevision).not.toBe(status?.currentRevision);
      expect(status?.updatedReplicas).toBeUndefined();
    });

    it('with OnDelete updates a member when its pod is deleted, and never promotes the revision', async () => {
      await bench().createSet({
        replicas: 2,
        updateStrategy: { type: 'OnDelete' },
      });
      await bench().allReady(2);
      const before = (await bench().set()).status;
      await bench().setImage('server:2');
      await bench().controllerLooksAgain();
      expect(await bench().images()).toEqual(['server:1', 'server:1']);
      for (const [name, images] of [
        ['web-0', ['server:2', 'server:1']],
        ['web-1', ['server:2', 'server:2']],
      ] as const) {
        await bench().client.delete('pods', bench().at(name));
        await eventually(async () =>
          expect(await bench().images()).toEqual(images),
        );
        await bench().allReady(2);
      }
      const { status } = await bench().set();
      expect(status?.currentRevision).toBe(before?.currentRevision);
      expect(status?.updateRevision).not.toBe(before?.updateRevision);
      expect(status?.currentReplicas).toBeUndefined();
    });

    it('replaces a deleted pod once, also when the new one finds no node', async () => {
      const replicas = 10;
      await bench().createSet({
        replicas,
        podManagementPolicy: 'Parallel',
        updateStrategy: { type: 'OnDelete' },
      });
      await bench().allReady(replicas);
      await bench().patchSet({ template: { spec: NOWHERE } });
      await bench().controllerLooksAgain();
      const [first = '', ...others] = await bench().podNames();
      const watching = await watch(
        bench().client,
        { resource: 'pods', namespace: bench().namespace },
        {},
      );
      // By the time that the last pod is ended, a kubelet that ends one twice has done so to the others.
      for (const names of [others, [first]]) {
        await Promise.all(
          names.map(name => bench().client.delete('pods', bench().at(name))),
        );
        await eventually(async () => {
          const pods = await bench().pods();
          expect(
            pods
              .filter(({ spec }) => spec.nodeSelector)
              .map(({ metadata }) => metadata.name),
          ).toEqual(expect.arrayContaining(names));
        });
      }
      await eventually(() => expect(deletedNames(watching)).toContain(first));
      watching.stop();
      expect([...deletedNames(watching)].sort()).toEqual([first, ...others]);
    });

    it('leaves a member on a broken revision although the template is mended, until its pod is deleted', async () => {
      await bench().createSet();
      await bench().allReady(3);
      const good = (await bench().set()).status?.updateRevision;
      await breakSet();
      await mendSet();
      await bench().controllerLooksAgain();
      const stuck = (await bench().pods()).at(-1);
      expect(stuck?.spec.nodeSelector).toEqual(NOWHERE.nodeSelector);
      expect((await bench().set()).status).toMatchObject({
        currentRevision: good,
        updateRevision: good,
        readyReplicas: 2,
        updatedReplicas: 2,
      });
      await bench().client.delete('pods', bench().at('web-2'));
      await bench().allReady(3);
    });

    it('with Parallel replaces the member on the broken revision by itself', async () => {
      await bench().createSet({ podManagementPolicy: 'Parallel' });
      await bench().allReady(3);
      await breakSet();
      await mendSet();
      await bench().allReady(3);
    });

    it('gives an earlier template its old revision with a new number', async () => {
      await bench().createSet({ replicas: 1 });
      await bench().allReady(1);
      await bench().setImage('server:2');
      await eventually(async () => expect(await revisions()).toHaveLength(2));
      const [first] = await revisions();
      await bench().setImage('server:1');
      await eventually(async () =>
        expect((await revisions()).map(({ revision }) => revision)).toEqual([
          2, 3,
        ]),
      );
      expect((await revisions()).at(-1)?.metadata.name).toBe(
        first?.metadata.name,
      );
    });

    it('keeps as many unused revisions as the history limit says', async () => {
      await bench().createSet({ replicas: 1, revisionHistoryLimit: 1 });
      await bench().allReady(1);
      for (const image of ['server:2', 'server:3', 'server:4']) {
        await bench().setImage(image);
        await eventually(async () => {
          expect(await bench().images()).toEqual([image]);
          const { status } = await bench().set();
          expect(status?.currentRevision).toBe(status?.updateRevision);
        });
      }
      await eventually(async () =>
        expect((await revisions()).map(({ revision }) => revision)).toEqual([
          3, 4,
        ]),
      );
    });
  });
}
