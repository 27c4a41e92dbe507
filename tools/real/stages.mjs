import { keepDocuments } from './documents.mjs';

/**
 * What kwok plays: nodes that come up and keep their lease, pods that become ready at once and run to their end. How they go
 * away is in kwok/pods.yaml.
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
    'pod/chaos/pod-container-running-failed.yaml',
    'pod/chaos/pod-init-container-running-failed.yaml',
  ].map(name => `kustomize/stage/${name}`),
});
