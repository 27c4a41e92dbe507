/**
 * Value of a field that only one engine knows.
 *
 * @public
 */
export type SettingValue = string | number | boolean;

/**
 * What a repository is generated from. All sizes are Kubernetes quantities of one member.
 *
 * @public
 */
export interface RepositoryRequest {
  /** Of the service, its release and its entity. */
  readonly name: string;
  readonly engine: string;
  /** One of the engine's topologies. */
  readonly topology: string;
  /** Entity reference of a group or a user. */
  readonly owner: string;
  /** One line; empty when there is none. */
  readonly description: string;
  readonly environment: 'production' | 'development';
  readonly namespace: string;
  /** Where the portal looks for it; absent: in all clusters. */
  readonly cluster?: string | undefined;
  /** Members; what they are is up to the topology. */
  readonly replicas: number;
  readonly storageSize: string;
  /** An existing class; absent: one made for the cloud, or the cluster's default. */
  readonly storageClassName?: string | undefined;
  readonly memorySize: string;
  readonly cloud: 'generic' | 'aws' | 'gcp' | 'azure';
  /** Where GitOps will find the repository; absent: not known yet. */
  readonly repositoryUrl?: string | undefined;
  /** Why it has these sizes, one sentence each; empty when the sizes were given. */
  readonly reasons: readonly string[];
  /** Those that were given; each is one of the engine's settings. */
  readonly settings: Readonly<Record<string, SettingValue>>;
}
