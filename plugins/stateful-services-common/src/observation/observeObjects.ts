import { ObjectRecord } from '../kubernetes/metadata';
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

/** Of records with one name, the last: who asks twice knows better the second time. */
function lastOfEach<T extends ObjectRecord>(records: readonly T[]): T[] {
  return [
    ...new Map(
      records.map(record => [`${record.namespace}/${record.name}`, record]),
    ).values(),
  ];
}

/** Objects of a kind that is not read are left out. */
function sortByKind(raw: readonly unknown[]): Records {
  const objects = flatten(raw);
  return Object.fromEntries(
    Object.entries(readable).map(([name, resource]) => [
      name,
      lastOfEach(parseOf<ObjectRecord>(objects, resource)),
    ]),
    // Each name keeps the records of its own resource, which TypeScript does not follow through entries.
  ) as unknown as Records;
}

function filterReading<T>(
  reading: Reading<readonly T[]>,
  concerns: (record: T) => boolean,
): Reading<readonly T[]> {
  return reading.read
    ? { read: true, value: reading.value.filter(concerns) }
    : reading;
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

/** Whether what a set needs is known, of which no object of its kind was given. */
type Given = <TName extends keyof Records>(
  name: TName,
  isNeeded: boolean,
) => Reading<Records[TName]>;

function givenOf(records: Records, complete: boolean): Given {
  return (name, isNeeded) =>
    complete || !isNeeded || records[name].length > 0
      ? { read: true, value: records[name] }
      : {
          read: false,
          reason: 'notGiven',
          message: `There is no ${readable[name].kind} among the objects, which may not be all there are.`,
        };
}

function observeNeeds(
  records: Records,
  set: StatefulSetRecord,
  complete: boolean,
) {
  const given = givenOf(records, complete);
  const near = <T extends ObjectRecord>(reading: Reading<readonly T[]>) =>
    filterReading(reading, ({ namespace }) => namespace === set.namespace);
  const counted = set.status.replicas + set.status.readyReplicas;
  const hasClaims = set.volumeClaimTemplates.length > 0;
  const pods = filterReading(
    near(given('pods', counted > 0)),
    ({ owner, name }) =>
      owner?.uid === set.uid || name.startsWith(`${set.name}-`),
  );
  const isPlaced = pods.read && pods.value.some(({ nodeName }) => nodeName);
  const nodes = given('nodes', isPlaced);
  return {
    pods,
    claims: near(given('persistentvolumeclaims', hasClaims)),
    volumes: given('persistentvolumes', hasClaims),
    nodes,
    storageClasses: given('storageclasses', hasClaims),
    podDisruptionBudgets: near(given('poddisruptionbudgets', true)),
    services: near(given('services', true)),
    zones: nodes.read ? read(usableZones(nodes.value)) : nodes,
    otherStatefulSets: filterReading(
      near(given('statefulsets', true)),
      ({ uid }) => uid !== set.uid,
    ),
  };
}

/**
 * Joins raw Kubernetes objects, as `kubectl get … -o json` prints them, to one observation for each StatefulSet.
 *
 * @remarks
 * Of an object that is given twice the last counts. Events, revisions, slices, autoscalers, attachments, attributes
 * classes and snapshots count as read when there is at least one of their kind; volume usage and history are not
 * configured.
 *
 * @param source - `complete` says that every kind which a set needs was asked for, so that what is not among the objects
 * does not exist. Otherwise a kind of which none is given is unknown.
 * @throws ZodError naming the path when an object does not have the shape of its kind.
 *
 * @public
 */
export function observeObjects(
  objects: readonly unknown[],
  source: { readonly cluster: string; readonly complete: boolean },
): readonly Observation[] {
  const records = sortByKind(objects);
  return records.statefulsets.map(statefulSet => ({
    cluster: source.cluster,
    statefulSet,
    ...observeNeeds(records, statefulSet, source.complete),
    ...observeDetails(records, statefulSet),
    volumeUsage: notConfigured('No source of volume usage is configured.'),
    history: notConfigured('Objects tell nothing of former rollouts.'),
  }));
}
