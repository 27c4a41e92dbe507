import {
  ResourceName,
  UnreadReason,
} from 'backstage-plugin-stateful-services-common';
import { Projected } from './projection';
import { Access } from './readFailure';
import { WatchStatistics } from './watchStatistics';

/** How the watch of one resource is doing. Times in milliseconds since the epoch. */
export interface ResourceState {
  /** True once a complete list has been read, however long ago. */
  readonly synced: boolean;
  readonly state:
    'synced' | Exclude<UnreadReason, 'notConfigured' | 'notAsked' | 'notGiven'>;
  /** When `state` began. */
  readonly since: number;
  /** True of an optional resource that the cluster does not have: synced, and empty. */
  readonly notServed?: boolean;
  /** What was tried and what came back; absent when synced or syncing. */
  readonly message?: string;
  /** The permission that is missing, when that is why. */
  readonly denied?: Access;
}

/** Takes what a reflector reads of one target. */
export interface ResourceSink<TName extends ResourceName> {
  readonly statistics: WatchStatistics;
  /** A complete list: whatever it does not hold is gone. */
  replaceAll(objects: readonly Projected<TName>[]): void;
  put(object: Projected<TName>): void;
  remove(key: string): void;
  report(state: ResourceState): void;
}
