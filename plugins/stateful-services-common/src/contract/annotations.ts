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
 * Annotation of a StatefulSet: `majority` when its members need a majority of themselves to accept writes,
 * `none` when they do not. It overrides what the image suggests.
 */
export const ANNOTATION_QUORUM = 'stateful-services.backstage.io/quorum';
