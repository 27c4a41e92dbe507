import { isDeepStrictEqual } from 'node:util';
import { ObjectRecord } from 'backstage-plugin-stateful-services-common';
import { recordKey } from '../watching/projection';

/** From a record, the values it is to be found by in one index. */
export type Indexer<TRecord> = (record: TRecord) => readonly string[];

/** The records before and after a change; both, when one replaced the other. */
export interface RecordChange<TRecord> {
  readonly before?: TRecord;
  readonly after?: TRecord;
}

function isSameProjection(before: ObjectRecord, after: ObjectRecord): boolean {
  return isDeepStrictEqual(before, {
    ...after,
    resourceVersion: before.resourceVersion,
  });
}

interface Bucket<TRecord> {
  readonly records: Map<string, TRecord>;
  /** The records as an array, until one changes. */
  list?: readonly TRecord[];
}

/** Records of one resource of one cluster by key, with indexes that follow each change. */
export class RecordTable<
  TRecord extends ObjectRecord,
  TIndex extends string = never,
> {
  readonly #records = new Map<string, TRecord>();
  readonly #indexes = new Map<string, Map<string, Bucket<TRecord>>>();
  readonly #indexers: readonly [string, Indexer<TRecord>][];

  constructor(indexers: Readonly<Record<TIndex, Indexer<TRecord>>>) {
    this.#indexers = Object.entries(indexers);
    for (const [name] of this.#indexers) {
      this.#indexes.set(name, new Map());
    }
  }

  get size(): number {
    return this.#records.size;
  }

  get(key: string): TRecord | undefined {
    return this.#records.get(key);
  }

  keys(): IterableIterator<string> {
    return this.#records.keys();
  }

  values(): IterableIterator<TRecord> {
    return this.#records.values();
  }

  /** The same array each time until one of its records changes: a namespace may hold thousands. */
  find(index: TIndex, value: string): readonly TRecord[] {
    const bucket = this.#indexes.get(index)?.get(value);
    if (!bucket) {
      return [];
    }
    bucket.list ??= [...bucket.records.values()];
    return bucket.list;
  }

  /** Every value that at least one record is found by. */
  valuesOf(index: TIndex): readonly string[] {
    return [...(this.#indexes.get(index)?.keys() ?? [])];
  }

  /** Returns undefined when nothing that a rule reads has changed, e.g. on the heartbeat of a node. */
  put(record: TRecord): RecordChange<TRecord> | undefined {
    const key = recordKey(record.namespace, record.name);
    const before = this.#records.get(key);
    if (before) {
      this.#unindex(key, before);
    }
    this.#records.set(key, record);
    for (const [name, indexer] of this.#indexers) {
      for (const value of indexer(record)) {
        const bucket = this.#bucketOf(name, value);
        bucket.records.set(key, record);
        bucket.list = undefined;
      }
    }
    return before && isSameProjection(before, record)
      ? undefined
      : { before, after: record };
  }

  remove(key: string): RecordChange<TRecord> | undefined {
    const before = this.#records.get(key);
    if (!before) {
      return undefined;
    }
    this.#unindex(key, before);
    this.#records.delete(key);
    return { before };
  }

  #bucketOf(name: string, value: string): Bucket<TRecord> {
    const index = this.#indexes.get(name) ?? new Map<string, Bucket<TRecord>>();
    const bucket = index.get(value) ?? { records: new Map() };
    index.set(value, bucket);
    return bucket;
  }

  #unindex(key: string, record: TRecord): void {
    for (const [name, indexer] of this.#indexers) {
      const index = this.#indexes.get(name);
      for (const value of indexer(record)) {
        const bucket = index?.get(value);
        if (bucket) {
          bucket.records.delete(key);
          bucket.list = undefined;
        }
        if (bucket?.records.size === 0) {
          index?.delete(value);
        }
      }
    }
  }
}
