import {
  NOW,
  pod,
  secondsAgo,
  statefulSet,
  surroundings,
} from '../../__fixtures__/objects';
import { detailResources, watchedResources } from '../../kubernetes/resources';
import { Observation, VolumeUsage } from '../../observation/observation';
import { observeObjects } from '../../observation/observeObjects';
import { RolloutHistory } from '../../observation/rolloutHistory';

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

/** An object of a kind that a sound set does not have. */
function blank(kind: unknown): Raw {
  const resource = Object.values({
    ...watchedResources,
    ...detailResources,
  }).find(candidate => candidate.kind === kind);
  if (!resource) {
    throw new Error(`Nothing is read of kind ${String(kind)}`);
  }
  const { apiGroup, apiVersion, namespaced } = resource;
  return {
    apiVersion: apiGroup ? `${apiGroup}/${apiVersion}` : apiVersion,
    kind,
    metadata: {
      ...(namespaced && { namespace: 'shop' }),
      resourceVersion: '1',
      creationTimestamp: secondsAgo(600),
    },
  };
}

function apply(objects: readonly Raw[], patch: Raw): readonly Raw[] {
  const { kind, name, delete: gone, container, ...body } = patch;
  const found = objects.find(o => o.kind === kind && nameOf(o) === name);
  const others = objects.filter(object => object !== found);
  if (gone) {
    return others;
  }
  const like =
    found ?? objects.find(object => object.kind === kind) ?? blank(kind);
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

/** What is known of a set beside its objects. */
const MEASURED: ReadonlySet<unknown> = new Set([
  'VolumeUsage',
  'Server',
  'RolloutHistory',
]);

const SOUND_HISTORY: RolloutHistory = {
  samples: 30,
  replacementP50Ms: 40_000,
  replacementP95Ms: 60_000,
  stopP95Ms: 5_000,
};

/** In a cluster that is watched, what there is none of was read as well. */
function asWatched(observation: Observation): Observation {
  const read = Object.entries(observation).map(([input, reading]) =>
    typeof reading === 'object' && 'read' in reading && !reading.read
      ? [input, { read: true, value: [] }]
      : [input, reading],
  );
  // Every input that objects are read for is a list.
  return Object.fromEntries(read) as unknown as Observation;
}

/** The sound set as it is after the patches, at the fixtures' time. */
export function observeWorld(patches: readonly Raw[]): {
  readonly observation: Observation;
  readonly now: number;
} {
  const isObject = ({ kind }: Raw) => !MEASURED.has(kind);
  const objects = patches
    .filter(isObject)
    .reduce<readonly Raw[]>(apply, soundObjects());
  const [observation] = observeObjects(objects, { cluster: 'prod', complete: true });
  if (!observation) {
    throw new Error('The patches leave no StatefulSet');
  }
  const server = patches.find(({ kind }) => kind === 'Server');
  const history = patches.find(({ kind }) => kind === 'RolloutHistory');
  return {
    observation: {
      ...asWatched(observation),
      history: { read: true, value: { ...SOUND_HISTORY, ...history } },
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
