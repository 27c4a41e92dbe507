import { Assessment } from '../../contract/assessment';
import {
  pod,
  secondsAgo,
  SetOptions,
  statefulSet,
  surroundings,
  withObjects,
} from '../objects';

type Raw = Record<string, unknown>;

/** One state of a set, what other tools say of it and what is true. */
export interface Vector {
  readonly id: string;
  readonly situation: string;
  /** In this order: kubectl rollout status, Argo CD, kstatus, Helm 3 `--wait`, kapp. */
  readonly others: readonly [string, string, string, string, string];
  readonly objects: readonly Raw[];
  readonly rollout: Assessment['rollout'];
  readonly headline: string;
}

export const OLD = 'redis-aaaaaaaa';
export const NEW = 'redis-bbbbbbbb';
export const BAD = 'redis-cccccccc';
export const rolling = { currentRevision: OLD, updateRevision: NEW };
export const young = { creationTimestamp: secondsAgo(60) };

export const pods = (count: number, options: Parameters<typeof pod>[1] = {}) =>
  Array.from({ length: count }, (_, ordinal) => pod(ordinal, options));

export const partition = (value: number) => ({
  updateStrategy: {
    type: 'RollingUpdate',
    rollingUpdate: { partition: value },
  },
});
export const strategy = (type: string) => ({ updateStrategy: { type } });

export const leaving = (ordinal: number) =>
  pod(ordinal, {
    metadata: {
      deletionTimestamp: secondsAgo(-20),
      deletionGracePeriodSeconds: 30,
    },
  });

export function vector(
  [id, situation]: readonly [string, string],
  others: Vector['others'],
  input: {
    readonly set?: SetOptions;
    readonly pods: readonly Raw[];
    readonly rollout: Vector['rollout'];
    readonly headline: string;
  },
): Vector {
  const { rollout, headline } = input;
  const objects = withObjects(
    surroundings(),
    statefulSet(input.set),
    ...input.pods,
  );
  return { id, situation, others, objects, rollout, headline };
}
