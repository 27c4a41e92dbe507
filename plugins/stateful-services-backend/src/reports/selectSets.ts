import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_LABEL_SELECTOR,
  ANNOTATION_NAMESPACE,
  ANNOTATION_STATEFUL_SET,
  LabelSelector,
  Selection,
  selectsLabels,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { recordKey } from '../watching/projection';
import {
  isLabelValue,
  LabelSelectorError,
  parseLabelSelector,
} from './labelSelector';
import {
  isDnsLabel,
  parseSetReferences,
  SET_REFERENCE_FORM,
} from './setReferences';

/** How the sets of an entity are found, ready to be matched. */
export interface SetSelector {
  readonly selection: Selection;
  matches(cluster: string, set: StatefulSetRecord): boolean;
  /** False for a cluster that the entity excludes. */
  looksIn(cluster: string): boolean;
  /** The namespaces that are looked in; absent when all are. */
  readonly namespaces?: readonly string[];
  /** Every set that matches is among these; absent when none can be told, so that all have to be looked at. */
  readonly candidates?:
    | { readonly labels: readonly string[] }
    | { readonly keys: readonly string[] };
}

const NOTHING = { matches: () => false, looksIn: () => false };

function invalid(annotation: string, message: string): SetSelector {
  return { selection: { kind: 'invalid', annotation, message }, ...NOTHING };
}

interface Scope {
  readonly namespace?: string;
  readonly cluster?: string;
}

function selectByLabels(
  text: string,
  selector: LabelSelector,
  scope: Scope,
): SetSelector {
  const looksIn = (cluster: string) =>
    scope.cluster === undefined || scope.cluster === cluster;
  const equal = selector.requirements.find(({ operator }) => operator === 'In');
  return {
    selection: { kind: 'labels', labelSelector: text, ...scope },
    looksIn,
    ...(scope.namespace !== undefined && { namespaces: [scope.namespace] }),
    ...(equal && {
      candidates: {
        labels: equal.values.map(value => `${equal.key}=${value}`),
      },
    }),
    matches: (cluster, set) =>
      looksIn(cluster) &&
      (scope.namespace === undefined || scope.namespace === set.namespace) &&
      selectsLabels(selector, set.labels),
  };
}

function selectByName(
  value: string,
  cluster: string | undefined,
  knownClusters: readonly string[],
): SetSelector {
  const parsed = parseSetReferences(value);
  if ('malformed' in parsed) {
    return invalid(
      ANNOTATION_STATEFUL_SET,
      `"${parsed.malformed}" names no StatefulSet; expected ${SET_REFERENCE_FORM}`,
    );
  }
  const sets = parsed.sets.map(set => ({
    ...(cluster && { cluster }),
    ...set,
  }));
  const stranger = sets.find(
    set => set.cluster !== undefined && !knownClusters.includes(set.cluster),
  );
  if (stranger) {
    return invalid(
      ANNOTATION_STATEFUL_SET,
      describeUnknownCluster(String(stranger.cluster), knownClusters),
    );
  }
  const isIn = (name: string) => (set: Scope) =>
    set.cluster === undefined || set.cluster === name;
  return {
    selection: { kind: 'sets', sets },
    looksIn: name => sets.some(isIn(name)),
    namespaces: [...new Set(sets.map(({ namespace }) => namespace))],
    candidates: { keys: sets.map(set => recordKey(set.namespace, set.name)) },
    matches: (name, { namespace, name: setName }) =>
      sets
        .filter(isIn(name))
        .some(set => set.namespace === namespace && set.name === setName),
  };
}

function describeUnknownCluster(
  cluster: string,
  knownClusters: readonly string[],
): string {
  return `No cluster is named "${cluster}"; known are ${knownClusters.join(', ') || 'none'}`;
}

function selectBySelector(labelSelector: string, scope: Scope): SetSelector {
  try {
    return selectByLabels(
      labelSelector,
      parseLabelSelector(labelSelector),
      scope,
    );
  } catch (error) {
    if (error instanceof LabelSelectorError) {
      return invalid(ANNOTATION_LABEL_SELECTOR, error.message);
    }
    throw error;
  }
}

function selectById(id: string, scope: Scope): SetSelector {
  return id === '' || !isLabelValue(id)
    ? invalid(
        ANNOTATION_KUBERNETES_ID,
        `"${id}" is no label value: 1 to 63 letters, digits, "-", "_" and "." that begin and end with a letter or digit`,
      )
    : selectByLabels(
        `${ANNOTATION_KUBERNETES_ID}=${id}`,
        {
          labels: {},
          requirements: [
            { key: ANNOTATION_KUBERNETES_ID, operator: 'In', values: [id] },
          ],
        },
        scope,
      );
}

/**
 * Reads the annotations of an entity: our own names sets, a label selector describes them, the id is the value of a label;
 * the first of these that is there counts. Namespace and cluster narrow the latter two, the cluster also names without one.
 */
export function selectSets(
  entity: Entity,
  knownClusters: readonly string[],
): SetSelector {
  const annotations = entity.metadata.annotations ?? {};
  const namespace = annotations[ANNOTATION_NAMESPACE];
  const cluster = annotations[ANNOTATION_CLUSTER];
  if (namespace !== undefined && !isDnsLabel(namespace)) {
    return invalid(
      ANNOTATION_NAMESPACE,
      `"${namespace}" is no namespace: at most 63 lower case letters, digits and "-"`,
    );
  }
  if (cluster !== undefined && !knownClusters.includes(cluster)) {
    return invalid(
      ANNOTATION_CLUSTER,
      describeUnknownCluster(cluster, knownClusters),
    );
  }
  const names = annotations[ANNOTATION_STATEFUL_SET];
  if (names !== undefined) {
    return selectByName(names, cluster, knownClusters);
  }
  const scope = {
    ...(namespace !== undefined && { namespace }),
    ...(cluster !== undefined && { cluster }),
  };
  const labelSelector = annotations[ANNOTATION_LABEL_SELECTOR];
  if (labelSelector !== undefined) {
    return selectBySelector(labelSelector, scope);
  }
  const id = annotations[ANNOTATION_KUBERNETES_ID];
  return id === undefined
    ? { selection: { kind: 'missing' }, ...NOTHING }
    : selectById(id, scope);
}
