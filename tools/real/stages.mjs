import { keepDocuments } from './documents.mjs';

/**
 * What kwok plays: nodes that come up and keep their lease, pods that become ready at once, run to their end and go away.
 * The chaos stages act only on objects that ask for it by label or annotation. kwok itself does nothing without them.
 */
export const writeStages = keepDocuments({
  module: 'sigs.k8s.io/kwok',
  file: 'stages.yaml',
  documents: [
    'node/fast/node-initialize.yaml',
    'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
    'pod/fast/pod-ready.yaml',
    'pod/fast/pod-complete.yaml',
    'pod/fast/pod-delete.yaml',
    'pod/chaos/pod-container-running-failed.yaml',
    'pod/chaos/pod-init-container-running-failed.yaml',
  ].map(name => `kustomize/stage/${name}`),
});
