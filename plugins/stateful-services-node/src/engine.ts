import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Blueprint } from './blueprint';
import { RepositoryRequest, SettingValue } from './repositoryRequest';

/**
 * What is wrong with a value, as the end of a sentence that starts with field and value, such as `must be 3 or 5`;
 * undefined when nothing is.
 *
 * @public
 */
export type Rule<T> = (value: T) => string | undefined;

/**
 * How the members of an engine work together.
 *
 * @public
 */
export interface Topology {
  /** Unique in its engine, such as `replication`. */
  readonly name: string;
  /** For people, such as `Replication with Sentinel`. */
  readonly title: string;
  /** Whether it survives the loss of a member, so that it is the one to take for production. */
  readonly survivesLoss: boolean;
  readonly replicasRule: Rule<number>;
}

/**
 * Least and most, both allowed, as Kubernetes quantities with the unit Mi, Gi or Ti.
 *
 * @public
 */
export interface SizeRange {
  readonly least: string;
  readonly most: string;
}

/**
 * The fields of a request that the rule of a setting may depend on.
 *
 * @public
 */
export type SettingRequest = Pick<
  RepositoryRequest,
  'topology' | 'replicas' | 'storageClassName' | 'cloud'
>;

/**
 * A field of the request that only one engine knows.
 *
 * @public
 */
export interface Setting {
  /** One line that names the allowed values. */
  readonly description: string;
  /** Asked only for values that were given. */
  readonly rule: (
    value: SettingValue,
    request: SettingRequest,
  ) => string | undefined;
}

/**
 * A topology and its usual number of members.
 *
 * @public
 */
export interface UsualSize {
  readonly topology: string;
  readonly replicas: number;
}

/**
 * What somebody knows of the data before there is a service.
 *
 * @public
 */
export interface Need {
  /** Everything that is to be kept, without copies, as a Kubernetes quantity. */
  readonly dataSize: string;
  /** Mean of what clients write, in MiB per second; absent: nobody knows. */
  readonly writeMibPerSecond?: number | undefined;
  /** Of acknowledged writes, when a node is lost with its disk. */
  readonly acceptableLoss: 'nothing' | 'seconds' | 'everything';
  readonly environment: RepositoryRequest['environment'];
  /** Only when it was asked for by name; otherwise the rules choose one. */
  readonly topology?: string | undefined;
  /** Only when they were asked for by number. */
  readonly replicas?: number | undefined;
  /** Those that were asked for; they may not have passed their rules yet. */
  readonly settings: Readonly<Record<string, SettingValue>>;
}

/**
 * One rule that decided about sizes.
 *
 * @public
 */
export interface SizingReason {
  /**
   * What it decided: `replicas`, `memorySize`, `storageSize` or a setting. It is not told when that was given instead;
   * absent: it is told always.
   */
  readonly decides?: string | undefined;
  /** One whole sentence. */
  readonly sentence: string;
}

/**
 * The sizes that follow from a need.
 *
 * @public
 */
export interface Sizing extends UsualSize {
  readonly memorySize: string;
  readonly storageSize: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** What the data alone takes of a member: less is refused, also when it was asked for. */
  readonly least: { readonly memorySize: string; readonly storageSize: string };
  readonly reasons: readonly SizingReason[];
}

/**
 * A Kubernetes object as far as it is planned: never something that differs from what the chart renders.
 *
 * @public
 */
export interface KubernetesObject extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string; labels: JsonObject };
  spec: JsonObject;
}

/**
 * What an engine makes of a request.
 *
 * @public
 */
export interface EnginePlan {
  /**
   * Complete values of the chart.
   *
   * @remarks `kubernetesId`, `storage.storageClassName` and `clusterDomain` are also read by the Terraform that all
   * engines share.
   */
  readonly values: JsonObject;
  /** StatefulSets, Services and PodDisruptionBudgets that the chart creates from these values. */
  readonly objects: readonly KubernetesObject[];
  /** What a person must still decide or set about this engine, one sentence each. */
  readonly warnings: readonly string[];
  /** What there will be, such as `3 members with 1Gi of memory and 10Gi of storage each`. */
  readonly summary: string;
}

/**
 * Everything that differs between engines.
 *
 * @public
 */
export interface Engine {
  /** Unique, lower case; also the name of its chart, `charts/<name>`, and a tag of the entities. */
  readonly name: string;
  /** For people, such as `MySQL`. */
  readonly title: string;
  /** Absolute path of the folder with `blueprint.yaml` and the assets. */
  readonly blueprint: string;
  /** The first is taken when a request names none. */
  readonly topologies: readonly Topology[];
  /** The environment that was not asked for gets the service in this size. */
  readonly usual: {
    readonly development: UsualSize;
    readonly production: UsualSize;
  };
  /** At most 52, less the longest suffix that the chart gives to a StatefulSet or a CronJob. */
  readonly maxNameLength: number;
  /** Names of services that would break something, and why, as the end of a sentence: `is …`. */
  readonly reservedNames: Readonly<Record<string, string>>;
  /** Of each member. */
  readonly memorySize: SizeRange;
  /** Of each member. */
  readonly storageSize: SizeRange;
  readonly settings: Readonly<Record<string, Setting>>;
  /** The rules from what is needed to sizes, pure; absent: sizes must be given. They are written down in docs/sizing.md. */
  readonly size?: (need: Need) => Sizing;
  /**
   * Pure: the same request and blueprint always give an equal plan.
   *
   * @param request - obeys all rules
   */
  plan(request: RepositoryRequest, blueprint: Blueprint): EnginePlan;
}

/**
 * Where a module hands in its engine.
 *
 * @public
 */
export interface EngineExtensionPoint {
  /** Throws when there is an engine of this name already. */
  addEngine(engine: Engine): void;
}

/**
 * Lets a module of the scaffolder add engines to those for which repositories can be generated.
 *
 * @public
 */
export const engineExtensionPoint = createExtensionPoint<EngineExtensionPoint>({
  id: 'scaffolder.stateful-services.engine',
});
