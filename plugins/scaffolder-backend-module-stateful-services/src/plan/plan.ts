import {
  Blueprint,
  Engine,
  KubernetesObject,
  RepositoryFile,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { Totals } from './totals';

/** What a repository is planned from. */
export interface PlanInput {
  readonly request: RepositoryRequest;
  readonly engine: Engine;
  readonly blueprint: Blueprint;
}

/** Everything that a request leads to, before anything is written. */
export interface Plan {
  /** Sorted by path; no path occurs twice. */
  readonly files: readonly RepositoryFile[];
  /** What the chart will create for the requested environment, as far as a rollout depends on it. */
  readonly objects: readonly KubernetesObject[];
  /** What a person must still decide or set, one sentence each. */
  readonly warnings: readonly string[];
  /** What there will be, such as `3 members with 1Gi of memory and 10Gi of storage each`. */
  readonly summary: string;
  readonly totals: Totals;
}
