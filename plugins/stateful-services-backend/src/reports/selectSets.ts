import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_LABEL_SELECTOR,
  ANNOTATION_NAMESPACE,
  Selection,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import {
  isLabelValue,
  LabelRequirement,
  LabelSelectorError,
  matchesLabels,
  parseLabelSelector,
} from './labelSelector';

/** How the sets of an entity are found, ready to be matched. */
export interface SetSelector {
  readonly selection: Selection;
  matches(cluster: string, set: StatefulSetRecord): boolean;
  /** False for a cluster that the entity excludes. */
  looksIn(cluster: string): boolean;
  /** Labels as `key=value`, one of which every set that matches carries; absent when none can be told. */
  readonly oneOf?: readonly string[];
}

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const NOTHING = { matches: () => false, looksIn: () => false };

function invalid(annotation: string, message: string): SetSelector {
  return { selection: { kind: 'invalid', annotation, message }, ...NOTHING };
}

interface Scope {
  readonly namespace?: string;
  readonly cluster?: string;
}

function selectByLabels(
  labelSelector: string,
  requirements: readonly LabelRequirement[],
  scope: Scope,
): SetSelector {
  const looksIn = (cluster: string) =>
    scope.cluster === undefined || scope.cluster === cluster;
  const equal = requirements.find(({ operator }) => operator === 'in');
  return {
    selection: { kind: 'labels', labelSelector, ...scope },
    looksIn,
    ...(equal?.operator === 'in' && {
      oneOf: equal.values.map(value => `${equal.key}=${value}`),
    }),
    matches: (cluster, set) =>
      looksIn(cluster) &&
      (scope.namespace === undefined || scope.namespace === set.namespace) &&
      matchesLabels(requirements, set.labels),
  };
}

function selectIn(
  annotations: Readonly<Record<string, string>>,
  scope: Scope,
): SetSelector {
  const labelSelector = annotations[ANNOTATION_LABEL_SELECTOR];
  const id = annotations[ANNOTATION_KUBERNETES_ID];
  if (labelSelector !== undefined) {
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
  if (id === undefined) {
    return { selection: { kind: 'missing' }, ...NOTHING };
  }
  if (id === '' || !isLabelValue(id)) {
    return invalid(
      ANNOTATION_KUBERNETES_ID,
      `"${id}" is no label value: 1 to 63 letters, digits, "-", "_" and "." that begin and end with a letter or digit`,
    );
  }
  return selectByLabels(
    `${ANNOTATION_KUBERNETES_ID}=${id}`,
    [{ operator: 'in', key: ANNOTATION_KUBERNETES_ID, values: [id] }],
    scope,
  );
}

/**
 * Reads the annotations of the Kubernetes plugin: the id is a label value, a label selector takes its place, namespace and
 * cluster narrow either.
 */
export function selectSets(
  entity: Entity,
  knownClusters: readonly string[],
): SetSelector {
  const annotations = entity.metadata.annotations ?? {};
  const namespace = annotations[ANNOTATION_NAMESPACE];
  const cluster = annotations[ANNOTATION_CLUSTER];
  if (namespace !== undefined && !DNS_LABEL.test(namespace)) {
    return invalid(
      ANNOTATION_NAMESPACE,
      `"${namespace}" is no namespace: at most 63 lower case letters, digits and "-"`,
    );
  }
  if (cluster !== undefined && !knownClusters.includes(cluster)) {
    return invalid(
      ANNOTATION_CLUSTER,
      `No cluster is named "${cluster}"; known are ${knownClusters.join(', ') || 'none'}`,
    );
  }
  return selectIn(annotations, {
    ...(namespace !== undefined && { namespace }),
    ...(cluster !== undefined && { cluster }),
  });
}
