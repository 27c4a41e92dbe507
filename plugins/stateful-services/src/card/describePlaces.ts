import {
  ClusterReading,
  Selection,
} from 'backstage-plugin-stateful-services-common';

/** Above this number clusters are counted instead of named. */
const MOST_NAMES = 4;

/** Where was looked, e.g. "Looked in 2 clusters (prod-eu-1, prod-eu-2), namespace orders." */
export function describePlaces(
  clusters: readonly ClusterReading[],
  selection: Extract<Selection, { kind: 'labels' }>,
): string {
  if (clusters.length === 0) {
    return selection.cluster
      ? `No cluster named ${selection.cluster} is connected.`
      : 'No cluster is connected.';
  }
  const names = clusters.map(({ title }) => title).join(', ');
  const named =
    clusters.length === 1
      ? `cluster ${names}`
      : `${clusters.length} clusters${clusters.length <= MOST_NAMES ? ` (${names})` : ''}`;
  const namespace = selection.namespace
    ? `namespace ${selection.namespace}`
    : 'all namespaces';
  return `Looked in ${named}, ${namespace}.`;
}
