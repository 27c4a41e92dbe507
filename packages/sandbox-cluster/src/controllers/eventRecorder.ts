import { KubernetesObject } from '../kinds/metadata';
import { eventSchema } from '../kinds/cluster';
import { ObjectRegistry } from '../registry/objectRegistry';
import { Clock, timestamp } from '../store/clock';

export interface EventFact {
  readonly about: KubernetesObject;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** The component that speaks. */
  readonly source: string;
}

/** Writes Events, counting up the one that says the same of the same object. */
export class EventRecorder {
  constructor(
    private readonly registry: ObjectRegistry,
    private readonly clock: Clock,
  ) {}

  record({ about, type, reason, message, source }: EventFact): void {
    const now = timestamp(this.clock.nowMs());
    const namespace = about.metadata.namespace ?? 'default';
    const same = this.registry.store
      .list('events', namespace)
      .find(
        event =>
          event.involvedObject.uid === about.metadata.uid &&
          event.reason === reason &&
          event.message === message,
      );
    if (same) {
      this.registry.update(
        'events',
        eventSchema.parse({
          ...same,
          count: Number(same.count ?? 1) + 1,
          lastTimestamp: now,
        }),
      );
      return;
    }
    if (!this.registry.store.get('namespaces', { name: namespace })) {
      return;
    }
    this.registry.create('events', {
      metadata: { namespace, generateName: `${about.metadata.name}.` },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        namespace: about.metadata.namespace,
        name: about.metadata.name,
        uid: about.metadata.uid,
      },
      type,
      reason,
      message,
      source: { component: source },
      reportingComponent: source,
      count: 1,
      firstTimestamp: now,
      lastTimestamp: now,
    });
  }
}
