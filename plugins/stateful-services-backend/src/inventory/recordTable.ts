import { ObjectRecord } from 'backstage-plugin-stateful-services-common';
import { recordKey } from '../watching/projection';
import { shareEqual } from '../watching/shareEqual';
import { RecordIndex } from './recordIndex';

/** From a record, the values it is to be found by in one index. */
export type Indexer<TRecord> = (record: TRecord) => readonly string[];

/** The records before and after a change; both, when one replaced the other. */
export interface RecordChange<TRecord> {
  readonly before?: TRecord;
  readonly after?: TRecord;
}

/** Records of one resource of one cluster by key, with indexes that follow each change. */
export class RecordTable<
  TRecord extends ObjectRecord,
  TIndex extends string = never,
> {
  readonly #records = new Map<string, TRecord>();
  readonly #indexes = new Map<
    string,
    { readonly index: RecordIndex<TRecord>; readonly of: Indexer<TRecord> }
  >();

  constructor(indexers: Readonly<Record<TIndex, Indexer<TRecord>>>) {
    for (const [name, of] of Object.entries<Indexer<TRecord>>(indexers)) {
      this.#indexes.set(name, { index: new RecordIndex(), of });
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
    return this.#indexes.get(index)?.index.find(value) ?? [];
  }

  /** Every value that at least one record is found by. */
  valuesOf(index: TIndex): readonly string[] {
    return this.#indexes.get(index)?.index.values() ?? [];
  }

  /** Returns undefined when nothing that a rule reads has changed, e.g. on the heartbeat of a node. */
  put(record: TRecord): RecordChange<TRecord> | undefined {
    const key = recordKey(record.namespace, record.name);
    const before = this.#records.get(key);
    const after = shareEqual(before, record);
    if (after === before) {
      return undefined;
    }
    if (before) {
      this.#unindex(before);
    }
    this.#records.set(key, after);
    for (const { index, of } of this.#indexes.values()) {
      for (const value of of(after)) {
        index.add(value, after);
      }
    }
    return { before, after };
  }

  remove(key: string): RecordChange<TRecord> | undefined {
    const before = this.#records.get(key);
    if (!before) {
      return undefined;
    }
    this.#unindex(before);
    this.#records.delete(key);
    return { before };
  }

  #unindex(record: TRecord): void {
    for (const { index, of } of this.#indexes.values()) {
      for (const value of of(record)) {
        index.remove(value, record);
      }
    }
  }
}
