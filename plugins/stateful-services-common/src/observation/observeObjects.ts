import {
  ResourceName,
  ResourceRecords,
  watchedResources,
} from '../kubernetes/resources';
import { Observation, Reading } from './observation';

type Records = { [TName in ResourceName]: ResourceRecords[TName][] };

function isObject(raw: unknown): raw is { kind?: unknown; items?: unknown } {
  return typeof raw === 'object' && raw !== null;
}

/** Lists are opened; objects of a kind that is not watched are left out. */
function sortByKind(raw: readonly unknown[]): Records {
  const records: Records = {
    statefulsets: [],
    pods: [],
    persistentvolumeclaims: [],
    persistentvolumes: [],
    nodes: [],
    storageclasses: [],
    poddisruptionbudgets: [],
    services: [],
  };
  const add = <TName extends ResourceName>(name: TName, object: unknown) => {
    records[name].push(watchedResources[name].parse(object));
  };
  for (const object of raw) {
    if (isObject(object) && Array.isArray(object.items)) {
      const inner = sortByKind(object.items);
      for (const resource of Object.values(watchedResources)) {
        // Same name on both sides, so the element types agree; TypeScript cannot follow that through a union.
        (records[resource.name] as unknown[]).push(...inner[resource.name]);
      }
      continue;
    }
    const resource = Object.values(watchedResources).find(
      ({ kind }) => isObject(object) && object.kind === kind,
    );
    if (resource) {
      add(resource.name, object);
    }
  }
  return records;
}

const read = <T>(value: readonly T[]): Reading<readonly T[]> => ({
  read: true,
  value,
});

/**
 * Joins raw Kubernetes objects, as `kubectl get … -o json` prints them, to one observation for each StatefulSet.
 *
 * @remarks Everything counts as read: what is not among the objects does not exist. Volume usage is not configured.
 * @throws ZodError naming the path when an object does not have the shape of its kind.
 *
 * @public
 */
export function observeObjects(
  objects: readonly unknown[],
  cluster: string,
): readonly Observation[] {
  const records = sortByKind(objects);
  return records.statefulsets.map(statefulSet => {
    const inNamespace = <T extends { namespace: string }>(all: readonly T[]) =>
      all.filter(({ namespace }) => namespace === statefulSet.namespace);
    return {
      cluster,
      statefulSet,
      pods: read(
        inNamespace(records.pods).filter(
          ({ owner, name }) =>
            owner?.uid === statefulSet.uid ||
            name.startsWith(`${statefulSet.name}-`),
        ),
      ),
      claims: read(inNamespace(records.persistentvolumeclaims)),
      volumes: read(records.persistentvolumes),
      nodes: read(records.nodes),
      storageClasses: read(records.storageclasses),
      podDisruptionBudgets: read(inNamespace(records.poddisruptionbudgets)),
      services: read(inNamespace(records.services)),
      volumeUsage: {
        read: false,
        reason: 'notConfigured',
        message: 'No source of volume usage is configured.',
      },
    };
  });
}
