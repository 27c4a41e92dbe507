import { KubernetesObject } from '../kinds/metadata';
import { ResourceName } from '../kinds/resources';
import { timestamp } from '../store/clock';
import { ObjectStore } from '../store/objectStore';

const TIMES = [
  'creationTimestamp',
  'deletionTimestamp',
  'lastTransitionTime',
  'startTime',
  'startedAt',
  'finishedAt',
  'firstTimestamp',
  'lastTimestamp',
];

function shift<T>(value: T, ms: number): T {
  const text = JSON.stringify(value, (key, field: unknown) =>
    TIMES.includes(key) && typeof field === 'string'
      ? timestamp(Date.parse(field) - ms)
      : field,
  );
  return JSON.parse(text);
}

const RESOURCES: readonly ResourceName[] = [
  'statefulsets',
  'controllerrevisions',
  'pods',
  'persistentvolumeclaims',
  'poddisruptionbudgets',
  'services',
  'events',
  'nodes',
];

/** Makes all times in the chosen objects so much earlier, as if what they tell had happened then. */
export function backdate(
  store: ObjectStore,
  isChosen: (object: KubernetesObject) => boolean,
  ms: number,
): void {
  for (const resource of RESOURCES) {
    for (const object of store.list(resource).filter(isChosen)) {
      store.put(resource, shift(object, ms));
    }
  }
}
