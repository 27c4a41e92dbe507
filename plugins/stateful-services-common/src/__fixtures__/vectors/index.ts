import { vectorsOfStrategies } from './strategies';
import { vectorsOfUpdates } from './updates';
import { Vector } from './vector';

/**
 * What the others say was measured or read in their sources as of 2026-11: kubectl rollout status, Argo CD
 * (gitops-engine), kstatus (cli-utils), Helm 3 (`pkg/kube/ready.go`), kapp. `rollingUpdate: {partition: 0}` is present
 * unless stated, since the API server fills it in.
 */
export const vectors: readonly Vector[] = [
  ...vectorsOfUpdates,
  ...vectorsOfStrategies,
];

export type { Vector };
