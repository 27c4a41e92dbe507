import {
  managedMetadata,
  metadata,
  objectReference,
  quantity,
  requirements,
  time,
} from './metaMessages';
import { list, map, message, nonEmptyText, text } from './values';

const nodeSelectorTerm = message({ 1: ['matchExpressions', requirements] });

/** `PersistentVolume` of `k8s.io/api/core/v1/generated.proto` (1.36), as far as the rules read it. */
export const persistentVolumeMessage = message({
  1: ['metadata', metadata],
  2: [
    'spec',
    message({
      2: message({ 3: ['hostPath', message({})], 20: ['local', message({})] }),
      3: ['accessModes', list(text)],
      4: ['claimRef', objectReference],
      5: ['persistentVolumeReclaimPolicy', nonEmptyText],
      9: [
        'nodeAffinity',
        message({
          1: [
            'required',
            message({ 1: ['nodeSelectorTerms', list(nodeSelectorTerm)] }),
          ],
        }),
      ],
    }),
  ],
  3: [
    'status',
    message({
      1: ['phase', nonEmptyText],
      2: ['message', nonEmptyText],
      3: ['reason', nonEmptyText],
    }),
  ],
});

/** `PersistentVolumeClaimSpec`, of claims and of the templates that sets have for theirs. */
export const claimSpec = message({
  1: ['accessModes', list(text)],
  2: ['resources', message({ 2: ['requests', map(quantity)] })],
  3: ['volumeName', nonEmptyText],
  // An empty one asks for no class, and not for the default one.
  5: ['storageClassName', text],
  9: ['volumeAttributesClassName', text],
});

/** `PersistentVolumeClaim` of `k8s.io/api/core/v1/generated.proto` (1.36; `healthStatus` 1.37), as far as the rules read it. */
export const persistentVolumeClaimMessage = message({
  1: ['metadata', managedMetadata],
  2: ['spec', claimSpec],
  3: [
    'status',
    message({
      1: ['phase', nonEmptyText],
      3: ['capacity', map(quantity)],
      4: [
        'conditions',
        list(
          message({
            1: ['type', text],
            2: ['status', text],
            4: ['lastTransitionTime', time],
            6: ['message', nonEmptyText],
          }),
        ),
      ],
      7: ['allocatedResourceStatuses', map(text)],
      8: ['currentVolumeAttributesClassName', text],
      9: ['modifyVolumeStatus', message({ 2: ['status', nonEmptyText] })],
      10: [
        'healthStatus',
        message({
          1: [
            'healthConditions',
            list(message({ 1: ['status', nonEmptyText] })),
          ],
        }),
      ],
    }),
  ],
});
