import {
  ClusterReading,
  Selection,
} from 'backstage-plugin-stateful-services-common';

/** Above this number clusters are counted instead of named. */
const MOST_NAMES = 4;

/** A selection by which sets were looked for. */
export type LookedFor = Extract<Selection, { kind: 'labels' | 'sets' }>;

export function isLookedFor(selection: Selection): selection is LookedFor {
  return selection.kind === 'labels' || selection.kind === 'sets';
}

/** A set as an entity names it, e.g. `prod-eu-1/orders/redis`. */
export function nameOfSet(
  set: Extract<Selection, { kind: 'sets' }>['sets'][number],
): string {
  return [set.cluster, set.namespace, set.name].filter(Boolean).join('/');
}

/** What a set has to be, to go on after "StatefulSet that", e.g. "is named orders/redis". */
export function describeWanted(selection: LookedFor): string {
  return selection.kind === 'labels'
    ? `carries ${selection.labelSelector}`
    : `is named ${selection.sets.map(nameOfSet).join(' or ')}`;
}

/** A cluster and, when not all of it is read, what is, e.g. `prod-eu-1 (only orders and payments)`. */
function nameOfPlace({ title, namespaces }: ClusterReading): string {
  return namespaces ? `${title} (only ${namespaces.join(' and ')})` : title;
}

/** Where was looked, e.g. "Looked in 2 clusters (prod-eu-1, prod-eu-2), namespace orders." */
export function describePlaces(
  clusters: readonly ClusterReading[],
  selection: LookedFor,
): string {
  const scope = selection.kind === 'labels' ? selection : undefined;
  if (clusters.length === 0) {
    return scope?.cluster
      ? `No cluster named ${scope.cluster} is connected.`
      : 'No cluster is connected.';
  }
  const names = clusters.map(nameOfPlace).join(', ');
  const named =
    clusters.length === 1
      ? `cluster ${names}`
      : `${clusters.length} clusters${clusters.length <= MOST_NAMES ? ` (${names})` : ''}`;
  if (!scope) {
    return `Looked in ${named}.`;
  }
  const namespace = scope.namespace
    ? `namespace ${scope.namespace}`
    : 'all namespaces';
  return `Looked in ${named}, ${namespace}.`;
}
