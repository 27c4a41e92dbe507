import { selects } from '../../kinds/labelSelector';
import { controllerOf, KubernetesObject } from '../../kinds/metadata';
import { ordinalOf, StatefulSet } from '../../kinds/statefulSet';
import { ControlContext } from '../controller';
import { ownedBy } from '../ownership';

/** Takes up pods and revisions that nobody controls and that the set would have made itself. */
export function adoptOrphans(
  { store, registry }: ControlContext,
  set: StatefulSet,
): void {
  const isOrphan = (object: KubernetesObject) =>
    !controllerOf(object) &&
    !object.metadata.deletionTimestamp &&
    selects(set.spec.selector, object.metadata.labels);
  const adopted = <TObject extends KubernetesObject>(object: TObject) => ({
    ...object,
    metadata: {
      ...object.metadata,
      ownerReferences: [
        ...(object.metadata.ownerReferences ?? []),
        ownedBy(set),
      ],
    },
  });
  const { name, namespace } = set.metadata;
  for (const pod of store.list('pods', namespace).filter(isOrphan)) {
    if (ordinalOf(name, pod.metadata.name) !== undefined) {
      registry.update('pods', adopted(pod));
    }
  }
  for (const revision of store
    .list('controllerrevisions', namespace)
    .filter(isOrphan)) {
    registry.update('controllerrevisions', adopted(revision));
  }
}
