import {
  detailResources,
  ObjectRecord,
  Reading,
  Resource,
  StatefulSetRecord,
  UnreadReason,
} from 'backstage-plugin-stateful-services-common';
import { Inventory } from '../inventory/inventory';
import { ApiReader } from '../watching/apiReader';
import { listPages } from '../watching/listPages';
import { ReadFailure } from '../watching/readFailure';
import { ListTarget } from '../watching/readTarget';
import { wait } from '../watching/wait';
import { TroubledSets, TroubledSetsOptions } from './troubledSets';

const LOOK_EVERY_MS = 5_000;

/** Neither the events of a namespace nor the revisions of a set are asked for more often. */
const ASK_EVERY_MS = 30_000;

/** Permissions are granted by people, so asking more often is of no use. */
const DENIED_RETRY_MS = 5 * 60_000;

/** One request after the other, and at most five a second: a cluster in trouble has other things to do. */
const PAUSE_MS = 200;

/** Revisions explain least, and must not keep warnings waiting while a fleet is rolled out. */
const SETS_PER_LOOK = 10;

/** What rules ask events about. */
const SPOKEN_OF: ReadonlySet<string> = new Set([
  'StatefulSet',
  'Pod',
  'PersistentVolumeClaim',
]);

function reasonOf(error: unknown): UnreadReason {
  return error instanceof ReadFailure &&
    (error.kind === 'forbidden' || error.kind === 'unreachable')
    ? error.kind
    : 'broken';
}

function ofTheSet({ selector }: StatefulSetRecord): string {
  return Object.entries(selector?.labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join();
}

export interface DetailReaderOptions extends TroubledSetsOptions {
  readonly inventory: Inventory;
  readonly api: ApiReader;
}

/**
 * Reads what explains trouble, of sets that are in trouble: warnings, and revisions while one replaces another. In the
 * background, whether or not anybody looks.
 *
 * @remarks
 * The warnings of a namespace come in one list: the API server does not cache events, and goes through all of a namespace
 * for those of one object as well.
 */
export class DetailReader {
  readonly #options: DetailReaderOptions;
  readonly #troubled: TroubledSets;
  readonly #stopListening: () => void;
  /** When the events of a namespace, or the revisions of a set by its uid, may be asked for again. */
  readonly #dueAt = new Map<string, number>();

  constructor(options: DetailReaderOptions) {
    this.#options = options;
    this.#troubled = new TroubledSets(options);
    this.#stopListening = options.inventory.onChange(change =>
      this.#troubled.changed(change),
    );
  }

  /** Runs until the signal is aborted; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.readDue(signal);
      await wait(LOOK_EVERY_MS, signal);
    }
    this.#stopListening();
  }

  /** Reads once whatever is due now, and forgets what is of no use any more. */
  async readDue(signal: AbortSignal): Promise<void> {
    const sets = await this.#troubled.find();
    const namespaces = new Set(sets.map(({ namespace }) => namespace));
    this.#keepOnly(sets);
    for (const namespace of namespaces) {
      if (!signal.aborted && this.#isDue(namespace)) {
        await this.#readEvents(namespace, sets, signal);
        await wait(PAUSE_MS, signal);
      }
    }
    const lacking = sets.filter(set => this.#lacksRevisions(set));
    for (const set of lacking.slice(0, SETS_PER_LOOK)) {
      if (!signal.aborted) {
        await this.#readRevisions(set, signal);
        await wait(PAUSE_MS, signal);
      }
    }
  }

  #keepOnly(sets: readonly StatefulSetRecord[]): void {
    this.#options.cluster.details.keepOnly(sets);
    const kept = new Set(
      sets.flatMap(({ namespace, uid }) => [namespace, uid]),
    );
    for (const key of this.#dueAt.keys()) {
      if (!kept.has(key)) {
        this.#dueAt.delete(key);
      }
    }
  }

  #isDue(key: string): boolean {
    return (this.#dueAt.get(key) ?? 0) <= this.#options.now();
  }

  #heard(key: string, reading: Reading<unknown>): void {
    const isDenied = !reading.read && reading.reason === 'forbidden';
    const waitMs = isDenied ? DENIED_RETRY_MS : ASK_EVERY_MS;
    this.#dueAt.set(key, this.#options.now() + waitMs);
  }

  async #readEvents(
    namespace: string,
    sets: readonly StatefulSetRecord[],
    signal: AbortSignal,
  ): Promise<void> {
    const { cluster } = this.#options;
    const events = await this.#list(
      { resource: detailResources.events, namespace },
      signal,
    );
    const known = events.read
      ? {
          ...events,
          value: events.value.filter(({ about }) => SPOKEN_OF.has(about.kind)),
        }
      : events;
    this.#heard(namespace, events);
    if (!signal.aborted && cluster.details.setEvents(namespace, known)) {
      this.#announce(sets.filter(set => set.namespace === namespace));
    }
  }

  #lacksRevisions(set: StatefulSetRecord): boolean {
    const { currentRevision, updateRevision } = set.status;
    return (
      currentRevision !== updateRevision &&
      ofTheSet(set) !== '' &&
      !this.#options.cluster.details.revisionsOf(set).read &&
      this.#isDue(set.uid)
    );
  }

  async #readRevisions(
    set: StatefulSetRecord,
    signal: AbortSignal,
  ): Promise<void> {
    const revisions = await this.#list(
      {
        resource: {
          ...detailResources.controllerrevisions,
          labelSelector: ofTheSet(set),
        },
        namespace: set.namespace,
      },
      signal,
    );
    this.#heard(set.uid, revisions);
    if (!signal.aborted) {
      this.#options.cluster.details.setRevisions(
        set,
        revisions.read
          ? {
              ...revisions,
              value: revisions.value.filter(
                ({ ownerUid }) => ownerUid === set.uid,
              ),
            }
          : revisions,
      );
      this.#announce([set]);
    }
  }

  /** What cannot be understood is left out: nothing is concluded from its absence. */
  async #list<TRecord extends ObjectRecord>(
    target: ListTarget<TRecord>,
    signal: AbortSignal,
  ): Promise<Reading<readonly TRecord[]>> {
    try {
      const { objects } = await listPages(this.#options.api, target, {
        signal,
        onBytes: () => {},
      });
      return {
        read: true,
        value: objects.flatMap(object =>
          object.readable ? object.record : [],
        ),
      };
    } catch (error) {
      return {
        read: false,
        reason: reasonOf(error),
        message:
          error instanceof ReadFailure
            ? error.message
            : `The ${(target.resource as Resource<unknown>).name} could not be read`,
      };
    }
  }

  #announce(sets: readonly StatefulSetRecord[]): void {
    const { inventory, cluster } = this.#options;
    inventory.announce({ kind: 'sets', cluster: cluster.name, sets });
  }
}
