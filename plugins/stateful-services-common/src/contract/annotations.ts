/** Annotations of a catalog entity by which its sets are found, as the Kubernetes plugin defines them. */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';
export const ANNOTATION_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';
export const ANNOTATION_NAMESPACE = 'backstage.io/kubernetes-namespace';
export const ANNOTATION_CLUSTER = 'backstage.io/kubernetes-cluster';
