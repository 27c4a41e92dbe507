import { Manifest } from '../cluster/kubernetesObject';
import { SET, Step } from '../situation';
import { complete } from './conditions';
import { container, image, statefulSet } from './objects';

type Act = NonNullable<Step['act']>;

export const create =
  (...manifests: readonly Manifest[]): Act =>
  async scene => {
    for (const manifest of manifests) {
      await scene.create(manifest);
    }
  };

export const changeSet =
  (spec: object): Act =>
  scene =>
    scene.patchSet(spec);

/** Changes the template, so that it gets another revision. */
export const setImage = (name: string): Act =>
  changeSet({
    template: { spec: { containers: [container({ image: image(name) })] } },
  });

/** Changes the template to one that no node takes, or back. */
export const selectNoNode = (selects: boolean): Act =>
  changeSet({
    template: {
      spec: {
        nodeSelector: { 'situations.example/nowhere': selects ? 'true' : null },
      },
    },
  });

export const scaleTo = (replicas: number): Act => changeSet({ replicas });

export const setPartition = (partition: number): Act =>
  changeSet({ updateStrategy: { rollingUpdate: { partition } } });

export const deletePod =
  (ordinal: number): Act =>
  scene =>
    scene.deletePod(ordinal);

export const removeSet =
  (propagationPolicy: 'Foreground' | 'Orphan'): Act =>
  scene =>
    scene.delete({ apiVersion: 'apps/v1', kind: 'StatefulSet' }, SET, {
      propagationPolicy,
    });

export const orphanSet = removeSet('Orphan');

export const recreateSet = create(statefulSet());

/** What is said while an update goes from one ordinal down to another, all being ready in between. */
export function rolls(from: number, to: number): readonly string[] {
  const ordinals = Array.from(
    { length: from - to + 1 },
    (_, index) => from - index,
  );
  return [
    'NotObserved',
    ...ordinals.flatMap(ordinal => [
      // The event of the pod that goes may come before that of the set, and the other way round.
      'RollingOut?',
      `RollingOut ${ordinal}`,
    ]),
    'Settling?',
    'Complete',
  ];
}

/** The step with which most situations begin: a sound set comes up. */
export const comesUp = (
  spec: { readonly replicas?: number; readonly [field: string]: unknown } = {},
): Step => ({
  does: 'a set is created',
  act: create(statefulSet(spec)),
  until: complete(spec.replicas ?? 3),
  says: ['NotObserved', 'ScalingUp', 'Complete'],
  // On a busy machine its controller may not have looked at the budget yet.
  mayFind: ['pdb.stale'],
});
