import {
  ControllerRevisionRecord,
  EventRecord,
  Reading,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';

const NOT_ASKED = {
  read: false,
  reason: 'notAsked',
  message: 'Nothing is wrong that it could explain',
} as const;

type Events = Reading<readonly EventRecord[]>;
type Revisions = Reading<readonly ControllerRevisionRecord[]>;

/** What is told of anything: seen once more is no news. */
function newsOf(events: Events | undefined): string {
  if (!events?.read) {
    return events?.message ?? '';
  }
  return events.value
    .map(({ about, reason, message }) =>
      JSON.stringify([about.uid, reason, message]),
    )
    .sort()
    .join();
}

/** What is read of one cluster only where something is wrong or under way, and forgotten when that is over. */
export class ClusterDetails {
  /** By namespace. */
  readonly #events = new Map<string, Events>();
  /** By uid of the set. */
  readonly #revisions = new Map<
    string,
    { readonly updateRevision: string; readonly revisions: Revisions }
  >();

  eventsIn(namespace: string): Events {
    return this.#events.get(namespace) ?? NOT_ASKED;
  }

  /** Returns whether they tell anything new. */
  setEvents(namespace: string, events: Events): boolean {
    const before = newsOf(this.#events.get(namespace));
    this.#events.set(namespace, events);
    return before !== newsOf(events);
  }

  /** Those that were read when the set wanted the revision that it wants now. */
  revisionsOf({ uid, status }: StatefulSetRecord): Revisions {
    const known = this.#revisions.get(uid);
    return known?.updateRevision === status.updateRevision
      ? known.revisions
      : NOT_ASKED;
  }

  setRevisions({ uid, status }: StatefulSetRecord, revisions: Revisions): void {
    const { updateRevision } = status;
    this.#revisions.set(uid, { updateRevision, revisions });
  }

  /** Forgets all but what concerns these sets. */
  keepOnly(sets: readonly StatefulSetRecord[]): void {
    const namespaces = new Set(sets.map(({ namespace }) => namespace));
    const uids = new Set(sets.map(({ uid }) => uid));
    for (const namespace of this.#events.keys()) {
      if (!namespaces.has(namespace)) {
        this.#events.delete(namespace);
      }
    }
    for (const uid of this.#revisions.keys()) {
      if (!uids.has(uid)) {
        this.#revisions.delete(uid);
      }
    }
  }
}
