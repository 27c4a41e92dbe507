import {
  detailResources,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { isObject, KubernetesObject } from '../cluster/kubernetesObject';

/** Fields that differ from run to run or that say nothing of a set, wherever they are. */
const DROPPED: ReadonlySet<string> = new Set([
  'resourceVersion',
  'selfLink',
  'generateName',
  'lastHeartbeatTime',
  'lastProbeTime',
  'nodeInfo',
  'addresses',
  'daemonEndpoints',
  'clusterIPs',
  'podIP',
  'podIPs',
  'hostIP',
  'hostIPs',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'imagePullPolicy',
  'schedulerName',
  'dnsPolicy',
  'enableServiceLinks',
  'preemptionPolicy',
  'securityContext',
  'reportingInstance',
  'endpoints.kubernetes.io/last-change-trigger-time',
]);

const DROPPED_OF: Readonly<Record<string, ReadonlySet<string>>> = {
  Node: new Set([
    'annotations',
    'capacity',
    'allocatable',
    'reason',
    'message',
  ]),
  Pod: new Set(['tolerations']),
  ControllerRevision: new Set(['data']),
};

/** Objects of which it is read who wrote them and when. */
const WRITES_MATTER: ReadonlySet<string> = new Set([
  'StatefulSet',
  'PersistentVolumeClaim',
]);

/** Of who wrote what, only who and when is left. */
function writes(entries: readonly unknown[]): unknown {
  return entries.filter(isObject).map(({ manager, time, subresource }) => ({
    manager,
    time,
    ...(subresource !== undefined && { subresource }),
  }));
}

function isDropped(field: string, kind: string): boolean {
  return (
    DROPPED.has(field) ||
    DROPPED_OF[kind]?.has(field) ||
    (field === 'managedFields' && !WRITES_MATTER.has(kind))
  );
}

function cleanValue(value: unknown, field: string, kind: string): unknown {
  if (value === null || isDropped(field, kind)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return field === 'managedFields'
      ? writes(value)
      : value.map(item => cleanValue(item, '', kind));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name, cleanValue(inner, name, kind)] as const)
      .filter(([, inner]) => inner !== undefined),
  );
}

/** A recorded object as it came, as far as anybody reads it: an API server always gives a version. */
export function withVersion(object: KubernetesObject): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: '0' },
  };
}

function parsed(object: KubernetesObject): string {
  const resource = [
    ...Object.values(watchedResources),
    ...Object.values(detailResources),
  ].find(({ kind }) => kind === object.kind);
  return JSON.stringify(resource?.parse(withVersion(object)));
}

/**
 * Leaves out what a recording need not hold.
 *
 * @throws Error when the product would read something of what is left out.
 */
export function clean(object: KubernetesObject): KubernetesObject {
  // Nothing that makes it an object is left out.
  const cleaned = cleanValue(object, '', object.kind) as KubernetesObject;
  if (parsed(object) !== parsed(cleaned)) {
    throw new Error(
      `A recording of ${object.kind} ${object.metadata.name} leaves out something that is read of it: ${parsed(object)} has become ${parsed(cleaned)}`,
    );
  }
  return cleaned;
}
