import { StatefulSetRecord } from 'backstage-plugin-stateful-services-common';
import { ClusterTables, podLabels, selectedLabel } from './clusterTables';

/**
 * Sets of the namespace that may select the pods of this one, or have pods that this one selects: those that share a
 * label which one of the two selects by. Nearly always none, so that a set is looked at with these alone.
 */
export function findOtherSets(
  { statefulsets }: ClusterTables,
  set: StatefulSetRecord,
): readonly StatefulSetRecord[] {
  const found = new Set([
    ...podLabels(set).flatMap(label => statefulsets.find('selects', label)),
    ...selectedLabel(set).flatMap(label =>
      statefulsets.find('podLabel', label),
    ),
  ]);
  return [...found].filter(({ uid }) => uid !== set.uid);
}
