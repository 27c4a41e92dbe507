import {
  Observation,
  PersistentVolumeClaimRecord,
  PersistentVolumeRecord,
  PodRecord,
  Reading,
  ResourceName,
  StatefulSetRecord,
  VolumeUsage,
} from 'backstage-plugin-stateful-services-common';
import { recordKey } from '../watching/projection';
import { ClusterInventory } from './clusterInventory';
import { explainUnread } from './clusterState';
import { withoutOrdinal } from './clusterTables';
import { findOtherSets } from './otherSets';

/** Where a set lies. */
interface Place {
  readonly inventory: ClusterInventory;
  readonly namespace: string;
}

/** Reads a value unless its resource cannot be read, or an object of it that was not understood matters to the set. */
function read<T>(
  { inventory, namespace }: Place,
  resource: ResourceName,
  input: { readonly value: T; readonly matters: (key: string) => boolean },
): Reading<T> {
  const reading = inventory.readingOf(resource, namespace);
  if (!reading) {
    return {
      read: false,
      reason: 'forbidden',
      message: `${resource}: namespace ${namespace} is not read`,
    };
  }
  const { state, unreadable } = reading;
  if (state.notServed) {
    return {
      read: false,
      reason: 'notConfigured',
      message: `${resource}: the cluster does not have them`,
    };
  }
  if (state.state !== 'synced') {
    return {
      read: false,
      reason: state.state,
      message: `${resource}: ${explainUnread(reading)}`,
    };
  }
  const odd = [...unreadable].find(([key]) => input.matters(key));
  return odd
    ? {
        read: false,
        reason: 'broken',
        message: `${resource}: ${odd[0]} could not be understood (${odd[1]})`,
      }
    : { read: true, value: input.value };
}

function findPods(
  { tables }: ClusterInventory,
  set: StatefulSetRecord,
): readonly PodRecord[] {
  const sameName = tables.pods.find('base', recordKey(set.namespace, set.name));
  return [...new Set([...tables.pods.find('owner', set.uid), ...sameName])];
}

function claimBases(set: StatefulSetRecord): readonly string[] {
  return set.volumeClaimTemplates.map(template =>
    recordKey(set.namespace, `${template.name}-${set.name}`),
  );
}

function readVolumeUsage(
  { volumeUsage }: ClusterInventory,
  claims: readonly PersistentVolumeClaimRecord[],
): Reading<readonly VolumeUsage[]> {
  return volumeUsage.read
    ? {
        read: true,
        value: claims.flatMap(
          ({ namespace, name }) =>
            volumeUsage.value.get(recordKey(namespace, name)) ?? [],
        ),
      }
    : volumeUsage;
}

function findVolumes(
  { tables }: ClusterInventory,
  names: ReadonlySet<string>,
  bases: readonly string[],
): readonly PersistentVolumeRecord[] {
  return [
    ...new Set([
      ...[...names].flatMap(
        name => tables.persistentvolumes.get(recordKey('', name)) ?? [],
      ),
      ...bases.flatMap(base =>
        tables.persistentvolumes.find('claimBase', base),
      ),
    ]),
  ];
}

/** What concerns the set beside its own objects: who else selects, scales, attaches and copies. */
function observeSurroundings(
  inventory: ClusterInventory,
  set: StatefulSetRecord,
  found: {
    readonly claims: readonly PersistentVolumeClaimRecord[];
    readonly volumes: readonly PersistentVolumeRecord[];
  },
) {
  const { tables } = inventory;
  const { namespace } = set;
  const place = { inventory, namespace };
  const isInNamespace = (key: string) => key.startsWith(`${namespace}/`);
  return {
    zones: read(place, 'nodes', {
      value: [...tables.nodes.valuesOf('usableZone')].sort(),
      matters: () => true,
    }),
    otherStatefulSets: read(place, 'statefulsets', {
      value: findOtherSets(tables, set),
      matters: isInNamespace,
    }),
    endpointSlices: read(place, 'endpointslices', {
      value: tables.endpointslices.find(
        'service',
        recordKey(namespace, set.serviceName),
      ),
      matters: isInNamespace,
    }),
    horizontalPodAutoscalers: read(place, 'horizontalpodautoscalers', {
      value: tables.horizontalpodautoscalers.find(
        'target',
        recordKey(namespace, set.name),
      ),
      matters: isInNamespace,
    }),
    volumeAttachments: read(place, 'volumeattachments', {
      value: found.volumes.flatMap(({ name }) =>
        tables.volumeattachments.find('volume', name),
      ),
      matters: () => true,
    }),
    volumeAttributesClasses: read(place, 'volumeattributesclasses', {
      value: [...tables.volumeattributesclasses.values()],
      matters: () => true,
    }),
    volumeSnapshots: read(place, 'volumesnapshots', {
      value: found.claims.flatMap(({ name }) =>
        tables.volumesnapshots.find('claim', recordKey(namespace, name)),
      ),
      matters: isInNamespace,
    }),
    events: inventory.details.eventsIn(namespace),
    controllerRevisions: inventory.details.revisionsOf(set),
    history: inventory.rolloutHistoryOf(set),
  };
}

/** Everything that is known of one set. Costs no request. */
export function observe(
  inventory: ClusterInventory,
  statefulSet: StatefulSetRecord,
): Observation {
  const { tables } = inventory;
  const { namespace } = statefulSet;
  const place = { inventory, namespace };
  const pods = findPods(inventory, statefulSet);
  const bases = claimBases(statefulSet);
  const claims = bases.flatMap(base =>
    tables.persistentvolumeclaims.find('base', base),
  );
  const volumeNames = new Set(claims.flatMap(claim => claim.volumeName ?? []));
  const volumes = findVolumes(inventory, volumeNames, bases);
  const nodeNames = new Set(pods.flatMap(pod => pod.nodeName ?? []));
  const isInNamespace = (key: string) => key.startsWith(`${namespace}/`);
  const hasBase = (wanted: readonly string[]) => (key: string) =>
    wanted.includes(withoutOrdinal(key) ?? '');
  return {
    cluster: inventory.name,
    statefulSet,
    pods: read(place, 'pods', {
      value: pods,
      matters: hasBase([recordKey(namespace, statefulSet.name)]),
    }),
    claims: read(place, 'persistentvolumeclaims', {
      value: claims,
      matters: hasBase(bases),
    }),
    volumes: read(place, 'persistentvolumes', {
      value: volumes,
      matters: key => volumeNames.has(key.slice(1)),
    }),
    nodes: read(place, 'nodes', {
      value: [...nodeNames].flatMap(
        name => tables.nodes.get(recordKey('', name)) ?? [],
      ),
      matters: key => nodeNames.has(key.slice(1)),
    }),
    storageClasses: read(place, 'storageclasses', {
      value: [...tables.storageclasses.values()],
      matters: () => true,
    }),
    podDisruptionBudgets: read(place, 'poddisruptionbudgets', {
      value: tables.poddisruptionbudgets.find('namespace', namespace),
      matters: isInNamespace,
    }),
    services: read(place, 'services', {
      value: tables.services.find('namespace', namespace),
      matters: isInNamespace,
    }),
    volumeUsage: readVolumeUsage(inventory, claims),
    ...observeSurroundings(inventory, statefulSet, { claims, volumes }),
  };
}
