import {
  Observation,
  observeObjects,
  Reading,
} from 'backstage-plugin-stateful-services-common';
import { KubernetesObject, objectKey } from '../cluster/kubernetesObject';
import { withVersion } from '../recording/clean';
import { applyMergePatch, mergePatchBetween } from '../recording/mergePatch';
import { RecordedLine } from '../recording/recording';

/** All of it was watched: what has not come does not exist. */
function seen<T>(reading: Reading<readonly T[]>): Reading<readonly T[]> {
  return reading.read ? reading : { read: true, value: [] };
}

/** The objects of a cluster as a recording has told them so far. */
export class World {
  private readonly objects = new Map<string, KubernetesObject>();
  private readonly lastAdded = new Map<string, KubernetesObject>();
  private observed: readonly Observation[] | undefined;

  constructor(private readonly serverVersion: string) {}

  has(key: string): boolean {
    return this.objects.has(key);
  }

  all(): readonly KubernetesObject[] {
    return [...this.objects.values()];
  }

  /** The line that tells that an object has become like this; undefined when it is so already. */
  describe(object: KubernetesObject, at: number): RecordedLine | undefined {
    const key = objectKey(object);
    const before = this.objects.get(key);
    const base = before ?? this.lastAdded.get(object.kind) ?? {};
    const patch = mergePatchBetween(base, object);
    if (!before) {
      return { at, added: object.kind, patch: patch ?? {} };
    }
    return patch === undefined ? undefined : { at, modified: key, patch };
  }

  /** Takes in a line, if it is about an object. */
  apply(line: RecordedLine): void {
    if ('deleted' in line) {
      this.objects.delete(line.deleted);
    } else if ('patch' in line) {
      const isNew = 'added' in line;
      const base = isNew
        ? (this.lastAdded.get(line.added) ?? {})
        : this.objects.get(line.modified);
      // A recording was made from whole objects.
      const object = applyMergePatch(base, line.patch) as KubernetesObject;
      this.objects.set(objectKey(object), object);
      if (isNew) {
        this.lastAdded.set(line.added, object);
      }
    } else {
      return;
    }
    this.observed = undefined;
  }

  /** What is known of the set now; undefined while it does not exist. */
  observe(name: string): Observation | undefined {
    this.observed ??= observeObjects(this.all().map(withVersion), {
      cluster: 'real',
      complete: true,
    });
    const observation = this.observed.find(
      ({ statefulSet }) => statefulSet.name === name,
    );
    return (
      observation && {
        ...observation,
        serverVersion: this.serverVersion,
        endpointSlices: seen(observation.endpointSlices),
        horizontalPodAutoscalers: seen(observation.horizontalPodAutoscalers),
        volumeAttachments: seen(observation.volumeAttachments),
        events: seen(observation.events),
        controllerRevisions: seen(observation.controllerRevisions),
      }
    );
  }
}
