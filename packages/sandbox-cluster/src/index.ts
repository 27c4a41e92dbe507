/**
 * A Kubernetes API in memory behind real HTTP, with the controllers that stateful sets need and nodes that do as they
 * are told, for the demo and the tests.
 *
 * @packageDocumentation
 */

export type { Behaviour, PodChoice } from './kubelet/behaviour';
export type { ResourceName } from './kinds/resources';
export type { ObjectDraft } from './kinds/metadata';
export { ApiError } from './registry/apiError';
export type { SandboxCluster } from './sandboxCluster';
export type { Pace, SandboxControls } from './sandboxControls';
export {
  startSandboxCluster,
  type SandboxClusterOptions,
} from './startSandboxCluster';
export {
  sandboxClustersServiceRef,
  type SandboxClusters,
} from './demo/sandboxClustersService';
export type { DemoClusters } from './demo/demoClusters';
