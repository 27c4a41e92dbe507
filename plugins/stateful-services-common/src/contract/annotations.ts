/**
 * Annotations of a catalog entity by which its sets are found, as the Kubernetes plugin defines them.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';
/** @public */
export const ANNOTATION_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';
/** @public */
export const ANNOTATION_NAMESPACE = 'backstage.io/kubernetes-namespace';
/** @public */
export const ANNOTATION_CLUSTER = 'backstage.io/kubernetes-cluster';

/**
 * Annotation of a catalog entity that names its sets: `[cluster/]namespace/name`, several separated by commas. Without a
 * cluster the set is looked for in all. It takes the place of the id and of the label selector.
 *
 * @public
 */
export const ANNOTATION_STATEFUL_SET =
  'stateful-services.backstage.io/stateful-set';

/**
 * The annotations that find sets, the one that goes first at the beginning. An entity without any has no sets.
 *
 * @public
 */
export const SELECTING_ANNOTATIONS = [
  ANNOTATION_STATEFUL_SET,
  ANNOTATION_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_ID,
] as const;

/**
 * Annotation of a StatefulSet: `majority` when its members need a majority of themselves to accept writes,
 * `none` when they do not. It overrides what the image suggests.
 */
export const ANNOTATION_QUORUM = 'stateful-services.backstage.io/quorum';

/**
 * Annotation of a StatefulSet that acknowledges the findings of one rule, whose id follows:
 * `UNTIL [by WHO][: WHY]`, e.g. `2026-12-31 by jane: kept until the migration is over`. A day lasts to its end in UTC; a
 * time is RFC 3339.
 *
 * @public
 */
export const ACKNOWLEDGED_PREFIX =
  'acknowledged.stateful-services.backstage.io/';
