import {
  appliedMetadata,
  integerOrText,
  labelSelector,
  metadata,
} from './metaMessages';
import { podTemplate } from './podTemplateMessage';
import { claimSpec } from './storageMessages';
import { integer, list, message, nonEmptyText } from './values';

const updateStrategy = message({
  1: ['type', nonEmptyText],
  2: [
    'rollingUpdate',
    message({
      1: ['partition', integer],
      2: ['maxUnavailable', integerOrText],
    }),
  ],
});

const retentionPolicy = message({
  1: ['whenDeleted', nonEmptyText],
  2: ['whenScaled', nonEmptyText],
});

/** `StatefulSet` of `k8s.io/api/apps/v1/generated.proto` (1.36), as far as the rules read it. */
export const statefulSetMessage = message({
  1: ['metadata', appliedMetadata],
  2: [
    'spec',
    message({
      1: ['replicas', integer],
      2: ['selector', labelSelector],
      3: ['template', podTemplate],
      4: [
        'volumeClaimTemplates',
        list(message({ 1: ['metadata', metadata], 2: ['spec', claimSpec] })),
      ],
      5: ['serviceName', nonEmptyText],
      6: ['podManagementPolicy', nonEmptyText],
      7: ['updateStrategy', updateStrategy],
      8: ['revisionHistoryLimit', integer],
      9: ['minReadySeconds', integer],
      10: ['persistentVolumeClaimRetentionPolicy', retentionPolicy],
      11: ['ordinals', message({ 1: ['start', integer] })],
    }),
  ],
  3: [
    'status',
    message({
      1: ['observedGeneration', integer],
      2: ['replicas', integer],
      3: ['readyReplicas', integer],
      4: ['currentReplicas', integer],
      5: ['updatedReplicas', integer],
      6: ['currentRevision', nonEmptyText],
      7: ['updateRevision', nonEmptyText],
      11: ['availableReplicas', integer],
    }),
  ],
});
