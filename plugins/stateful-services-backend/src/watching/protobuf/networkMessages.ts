import {
  integerOrText,
  labelSelector,
  metadata,
  objectReference,
} from './metaMessages';
import {
  flag,
  integer,
  list,
  map,
  message,
  nonEmptyText,
  text,
} from './values';

/** `Service` of `k8s.io/api/core/v1/generated.proto` (1.36), as far as the rules read it. */
export const serviceMessage = message({
  1: ['metadata', metadata],
  2: [
    'spec',
    message({
      1: [
        'ports',
        list(
          message({ 3: ['port', integer], 4: ['targetPort', integerOrText] }),
        ),
      ],
      2: ['selector', map(text)],
      3: ['clusterIP', nonEmptyText],
      13: ['publishNotReadyAddresses', flag],
    }),
  ],
});

/** `EndpointSlice` of `k8s.io/api/discovery/v1/generated.proto` (1.36), as far as the rules read it. */
export const endpointSliceMessage = message({
  1: ['metadata', metadata],
  2: ['endpoints', list(message({ 4: ['targetRef', objectReference] }))],
});

/** `PodDisruptionBudget` of `k8s.io/api/policy/v1/generated.proto` (1.36), as far as the rules read it. */
export const podDisruptionBudgetMessage = message({
  1: ['metadata', metadata],
  2: [
    'spec',
    message({
      1: ['minAvailable', integerOrText],
      2: ['selector', labelSelector],
      3: ['maxUnavailable', integerOrText],
      4: ['unhealthyPodEvictionPolicy', nonEmptyText],
    }),
  ],
  3: [
    'status',
    message({
      1: ['observedGeneration', integer],
      3: ['disruptionsAllowed', integer],
      4: ['currentHealthy', integer],
      5: ['desiredHealthy', integer],
      6: ['expectedPods', integer],
      7: [
        'conditions',
        list(
          message({
            1: ['type', text],
            5: ['reason', nonEmptyText],
            6: ['message', nonEmptyText],
          }),
        ),
      ],
    }),
  ],
});
