import { ObservationInput } from '../findings/rule';
import { detailResources, ResourceName } from '../kubernetes/resources';

/** For each input of the rules, the resource that it is read from; undefined when it comes from elsewhere. */
export const inputResources: Readonly<
  Record<
    ObservationInput,
    ResourceName | keyof typeof detailResources | undefined
  >
> = {
  pods: 'pods',
  claims: 'persistentvolumeclaims',
  volumes: 'persistentvolumes',
  nodes: 'nodes',
  storageClasses: 'storageclasses',
  podDisruptionBudgets: 'poddisruptionbudgets',
  services: 'services',
  volumeUsage: undefined,
  zones: 'nodes',
  otherStatefulSets: 'statefulsets',
  endpointSlices: 'endpointslices',
  horizontalPodAutoscalers: 'horizontalpodautoscalers',
  volumeAttachments: 'volumeattachments',
  volumeAttributesClasses: 'volumeattributesclasses',
  volumeSnapshots: 'volumesnapshots',
  events: 'events',
  controllerRevisions: 'controllerrevisions',
  history: undefined,
};
