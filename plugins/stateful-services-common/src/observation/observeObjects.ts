import {
  detailResources,
  Resource,
  watchedResources,
} from '../kubernetes/resources';
import { StatefulSetRecord } from '../kubernetes/statefulSet';
import { Observation, Reading } from './observation';
import { usableZones } from './zones';

const readable = { ...watchedResources, ...detailResources };

type Records = {
  readonly [TName in keyof typeof readable]: ReturnType<
    (typeof readable)[TName]['parse']
  >[];
};

interface RawObject {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly items?: unknown;
}

function isObject(raw: unknown): raw is RawObject {
  return typeof raw === 'object' && raw !== null;
}

/** Any version of the kind will do: what is read of it is the same in all. */
function isOf(object: RawObject, { kind, apiGroup }: Resource<unknown>) {
  const version = String(object.apiVersion ?? '');
  const group = version.includes('/') ? version.split('/')[0] : '';
  return object.kind === kind && group === apiGroup;
}

function parseOf<TRecord>(
  objects: readonly RawObject[],
  resource: Resource<TRecord>,
): TRecord[] {
  return objects
    .filter(object => isOf(object, resource))
    .map(object => resource.parse(object));
}

/** Lists are opened. */
function flatten(raw: readonly unknown[]): readonly RawObject[] {
  return raw
    .filter(isObject)
    .flatMap(object =>
      Array.isArray(object.items) ? flatten(object.items) : object,
    );
}

/** Objects of a kind that is not read are left out. */
function sortByKind(raw: readonly unknown[]): Records {
  const objects = flatten(raw);
  return Object.fromEntries(
    Object.entries(readable).map(([name, resource]) => [
      name,
      parseOf<unknown>(objects, resource),
    ]),
    // Each name keeps the records of its own resource, which TypeScript does not follow through entries.
  ) as unknown as Records;
}

const read = <T>(value: readonly T[]): Reading<readonly T[]> => ({
  read: true,
  value,
});

const notConfigured = (message: string) =>
  ({ read: false, reason: 'notConfigured', message }) as const;

/** What is left out of a dump more often than it is missing from a cluster is not taken to be missing. */
function readIfAny<T>(
  all: readonly T[],
  kind: string,
  concerns: (record: T) => boolean = () => true,
): Reading<readonly T[]> {
  return all.length > 0
    ? read(all.filter(concerns))
    : notConfigured(`There is no ${kind} among the objects.`);
}

function observeDetails(records: Records, set: StatefulSetRecord) {
  const isNear = ({ namespace }: { readonly namespace: string }) =>
    namespace === set.namespace;
  return {
    endpointSlices: readIfAny(records.endpointslices, 'EndpointSlice', isNear),
    horizontalPodAutoscalers: readIfAny(
      records.horizontalpodautoscalers,
      'HorizontalPodAutoscaler',
      isNear,
    ),
    volumeAttachments: readIfAny(records.volumeattachments, 'VolumeAttachment'),
    volumeAttributesClasses: readIfAny(
      records.volumeattributesclasses,
      'VolumeAttributesClass',
    ),
    volumeSnapshots: readIfAny(
      records.volumesnapshots,
      'VolumeSnapshot',
      isNear,
    ),
    events: readIfAny(records.events, 'Event', isNear),
    controllerRevisions: readIfAny(
      records.controllerrevisions,
      'ControllerRevision',
      ({ ownerUid }) => ownerUid === set.uid,
    ),
  };
}

/**
 * Joins raw Kubernetes objects, as `kubectl get … -o json` prints them, to one observation for each StatefulSet.
 *
 * @remarks
 * What a set always needs counts as read: what is not among the objects does not exist. Events, revisions, slices,
 * autoscalers, attachments, attributes classes and snapshots count as read when there is at least one of their kind.
 * Volume usage and history are not configured.
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
      volumeUsage: notConfigured('No source of volume usage is configured.'),
      zones: read(usableZones(records.nodes)),
      otherStatefulSets: read(
        inNamespace(records.statefulsets).filter(
          ({ uid }) => uid !== statefulSet.uid,
        ),
      ),
      ...observeDetails(records, statefulSet),
      history: notConfigured('Objects tell nothing of former rollouts.'),
    };
  });
}
