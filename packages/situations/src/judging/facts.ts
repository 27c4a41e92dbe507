import { isObject, KubernetesObject } from '../cluster/kubernetesObject';
import { SET } from '../situation';
import { Moment } from './judge';

/** A path into a raw object, read without the product's own parsers. */
export function at(object: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, field) => (isObject(value) ? value[field] : undefined),
    object,
  );
}

const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

export const numberAt = (
  object: unknown,
  ...path: readonly string[]
): number => {
  const value = at(object, ...path);
  return typeof value === 'number' ? value : 0;
};

function hasCondition(object: unknown, type: string, status: string): boolean {
  return list(at(object, 'status', 'conditions')).some(
    condition =>
      at(condition, 'type') === type && at(condition, 'status') === status,
  );
}

/** The objects around a set, told by the plainest means. */
export interface Facts {
  readonly set: KubernetesObject;
  readonly pods: ReadonlyMap<number, KubernetesObject>;
  readonly first: number;
  readonly replicas: number;
  readonly partition: number;
  readonly revision: unknown;
  readonly lostNodes: ReadonlySet<unknown>;
  readonly now: number;
}

export function gatherFacts({
  world,
  now,
}: Pick<Moment, 'world' | 'now'>): Facts | undefined {
  const objects = world.all();
  const set = objects.find(
    ({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === SET,
  );
  if (!set) {
    return undefined;
  }
  const owned = objects.filter(
    object =>
      object.kind === 'Pod' &&
      list(at(object, 'metadata', 'ownerReferences')).some(
        owner => at(owner, 'uid') === set.metadata.uid,
      ),
  );
  const rolling = at(set, 'spec', 'updateStrategy', 'type') === 'RollingUpdate';
  return {
    set,
    now,
    pods: new Map(
      owned.map(object => [
        Number(object.metadata.name.split('-').at(-1)),
        object,
      ]),
    ),
    first: numberAt(set, 'spec', 'ordinals', 'start'),
    replicas: numberAt(set, 'spec', 'replicas'),
    partition: rolling
      ? numberAt(set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition')
      : 0,
    revision: at(set, 'status', 'updateRevision'),
    lostNodes: new Set(
      objects
        .filter(
          object =>
            object.kind === 'Node' && hasCondition(object, 'Ready', 'Unknown'),
        )
        .map(({ metadata }) => metadata.name),
    ),
  };
}

export const revisionOf = (pod: unknown) =>
  at(pod, 'metadata', 'labels', 'controller-revision-hash');
export const isReady = (pod: unknown) => hasCondition(pod, 'Ready', 'True');
export const isGoing = (object: unknown) =>
  at(object, 'metadata', 'deletionTimestamp') !== undefined;
export const isWanted = ({ first, replicas }: Facts, ordinal: number) =>
  ordinal >= first && ordinal < first + replicas;
