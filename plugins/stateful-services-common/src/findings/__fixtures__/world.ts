import {
  NOW,
  pod,
  statefulSet,
  surroundings,
} from '../../__fixtures__/objects';
import { Observation, VolumeUsage } from '../../observation/observation';
import { observeObjects } from '../../observation/observeObjects';

type Raw = Record<string, unknown>;

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As a JSON merge patch (RFC 7396): null removes, objects are merged, everything else replaces. */
function merge(base: unknown, patch: unknown): unknown {
  if (!isRaw(patch)) {
    return patch;
  }
  const merged: Raw = { ...(isRaw(base) ? base : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] = merge(merged[key], value);
    }
  }
  return merged;
}

const nameOf = ({ metadata }: Raw) => (isRaw(metadata) ? metadata.name : '');

/** A patch of the only container of the set, which a merge patch could not reach inside its list. */
function withContainer(set: Raw, patch: unknown): Raw {
  const [container] = (
    set as {
      spec: { template: { spec: { containers: readonly unknown[] } } };
    }
  ).spec.template.spec.containers;
  const containers = [merge(container, patch)];
  return merge(set, { spec: { template: { spec: { containers } } } }) as Raw;
}

function apply(objects: readonly Raw[], patch: Raw): readonly Raw[] {
  const { kind, name, delete: gone, container, ...body } = patch;
  const found = objects.find(o => o.kind === kind && nameOf(o) === name);
  const others = objects.filter(object => object !== found);
  if (gone) {
    return others;
  }
  const like = found ?? objects.find(object => object.kind === kind);
  const named = found
    ? {}
    : { metadata: { name, uid: `uid-${String(kind)}-${String(name)}` } };
  const patched = merge(merge(like, named), body) as Raw;
  return [...others, container ? withContainer(patched, container) : patched];
}

/** A sound set of three with everything around it. */
export function soundObjects(): readonly Raw[] {
  return [...surroundings(), statefulSet(), pod(0), pod(1), pod(2)];
}

/** The sound set as it is after the patches, at the fixtures' time. */
export function observeWorld(patches: readonly Raw[]): {
  readonly observation: Observation;
  readonly now: number;
} {
  const isObject = ({ kind }: Raw) =>
    kind !== 'VolumeUsage' && kind !== 'Server';
  const objects = patches
    .filter(isObject)
    .reduce<readonly Raw[]>(apply, soundObjects());
  const [observation] = observeObjects(objects, 'prod');
  if (!observation) {
    throw new Error('The patches leave no StatefulSet');
  }
  const server = patches.find(({ kind }) => kind === 'Server');
  return {
    observation: {
      ...observation,
      ...(server && { serverVersion: String(server.version) }),
      volumeUsage: {
        read: true,
        value: patches.filter(
          ({ kind }) => kind === 'VolumeUsage',
        ) as unknown as readonly VolumeUsage[],
      },
    },
    now: NOW,
  };
}
