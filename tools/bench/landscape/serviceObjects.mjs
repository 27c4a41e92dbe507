import { managedBy } from './managedFields.mjs';
import {
  labelsOf,
  metadata,
  nodeCount,
  nodeName,
  timestamp,
  zoneOf,
} from './metadata.mjs';
import { pod } from './pod.mjs';
import { claimSpec, volume } from './storage.mjs';
import {
  budget,
  endpointSlice,
  headlessService,
  statefulSet,
} from './workload.mjs';

const hour = 3_600_000;

/**
 * @typedef {{
 *   index: number, namespace: string, situation: 'quiet' | 'rolling', now: number, replicas?: number,
 * }} Wish
 *   `rolling`: the last member runs a new revision and is not ready yet; `now`: milliseconds since the epoch
 */

/**
 * A stateful service with everything that belongs to it: the set, a Service with its addresses, a budget, and for each member a pod, a claim and
 * a volume. Complete enough for an API server to take them as they are.
 *
 * @param {Wish} wish
 * @returns {readonly object[]} the set first
 */
export function serviceObjects({
  index,
  namespace,
  situation,
  now,
  replicas = 3,
}) {
  const name = `service-${index}`;
  const times = {
    created: timestamp(now - 2 * hour),
    updated: timestamp(now - 30_000),
  };
  const identity = { name, namespace, labels: labelsOf(name) };
  const rolling = situation === 'rolling';
  const set = statefulSet({ ...identity, replicas, rolling, times });
  const members = Array.from({ length: replicas }, (_, ordinal) =>
    memberObjects({
      set,
      ordinal,
      node: nodeName((index + ordinal) % nodeCount),
      zone: zoneOf(index + ordinal),
      isNew: rolling && ordinal === replicas - 1,
      times,
    }),
  );
  return [
    set,
    headlessService({ ...identity, times }),
    endpointSlice({ ...identity, pods: members.map(([pod]) => pod), times }),
    budget({ ...identity, replicas, rolling, times }),
    ...members.flat(),
  ].map(object => withManagedFields(object, times));
}

/** The pod, the claim and the volume of one ordinal. */
function memberObjects({ set, ordinal, node, zone, isNew, times }) {
  const { name: setName, namespace, labels } = set.metadata;
  const name = `${setName}-${ordinal}`;
  const claimName = `data-${name}`;
  const volumeName = `pvc-${namespace}-${name}`;
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadata({
      name: claimName,
      namespace,
      labels,
      created: times.created,
      annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
      finalizers: ['kubernetes.io/pvc-protection'],
    }),
    spec: { ...claimSpec, volumeName },
    status: {
      phase: 'Bound',
      accessModes: claimSpec.accessModes,
      capacity: { storage: '10Gi' },
    },
  };
  return [
    pod({ set, name, ordinal, claimName, node, isNew, times }),
    claim,
    volume({ name: volumeName, claim, zone, times }),
  ];
}

function withManagedFields(object, times) {
  const managers = {
    StatefulSet: ['helm', 'kube-controller-manager'],
    Service: ['helm'],
    EndpointSlice: ['kube-controller-manager'],
    PodDisruptionBudget: ['helm', 'kube-controller-manager'],
    Pod: ['kube-controller-manager', 'kubelet'],
    PersistentVolumeClaim: [
      'kube-controller-manager',
      'kube-controller-manager',
    ],
    PersistentVolume: ['csi-provisioner', 'kube-controller-manager'],
  };
  const [writer, reporter] = managers[object.kind];
  const managedFields = [
    managedBy(object, { manager: writer, time: times.created }),
    ...(reporter
      ? [
          managedBy(object, {
            manager: reporter,
            time: times.created,
            subresource: 'status',
          }),
        ]
      : []),
  ];
  return { ...object, metadata: { ...object.metadata, managedFields } };
}
