import { pod, Raw } from '../objects';

export const OLD = 'redis-aaaaaaaa';
export const NEW = 'redis-bbbbbbbb';
export const BAD = 'redis-cccccccc';

/** Status of a set that goes from one revision to another. */
export const rolling = { currentRevision: OLD, updateRevision: NEW };

export const sound = [pod(0), pod(1), pod(2)];

/** Objects, and what is to be said of them. */
export interface Situation {
  readonly situation: string;
  readonly objects: Raw[];
  readonly rollout: Raw;
  readonly availability: string;
  readonly storage?: string;
  readonly level: string;
  readonly headline: string;
  readonly findings?: readonly string[];
}
