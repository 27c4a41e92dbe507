/** Up to so many records, a copy of their array costs less than to keep a set of them. */
const FEW = 8;

/** Many records of one value, and their array until one of them comes or goes. */
class ManyRecords<TRecord> {
  readonly #records: Set<TRecord>;
  #list: readonly TRecord[] | undefined;

  constructor(records: readonly TRecord[]) {
    this.#records = new Set(records);
  }

  get list(): readonly TRecord[] {
    this.#list ??= [...this.#records];
    return this.#list;
  }

  add(record: TRecord): void {
    this.#records.add(record);
    this.#list = undefined;
  }

  /** Returns how many are left. */
  remove(record: TRecord): number {
    this.#records.delete(record);
    this.#list = undefined;
    return this.#records.size;
  }
}

/**
 * Which records are found by which value.
 *
 * @remarks
 * Several values lead to each record, and nearly every value to one record or a few, so those have no more room than they need. A
 * label or a namespace may lead to thousands, of which one has to come and go without a copy of all.
 */
export class RecordIndex<TRecord extends object> {
  readonly #single = new Map<string, TRecord>();
  readonly #several = new Map<
    string,
    readonly TRecord[] | ManyRecords<TRecord>
  >();

  /** Every value that at least one record is found by. */
  values(): readonly string[] {
    return [...this.#single.keys(), ...this.#several.keys()];
  }

  /** Of many records the same array each time until one of them comes or goes. */
  find(value: string): readonly TRecord[] {
    const single = this.#single.get(value);
    if (single) {
      return [single];
    }
    const several = this.#several.get(value) ?? [];
    return several instanceof ManyRecords ? several.list : several;
  }

  add(value: string, record: TRecord): void {
    const several = this.#several.get(value);
    if (several instanceof ManyRecords) {
      several.add(record);
    } else {
      this.#keep(value, [...this.find(value), record]);
    }
  }

  remove(value: string, record: TRecord): void {
    const several = this.#several.get(value);
    if (several instanceof ManyRecords && several.remove(record) > FEW) {
      return;
    }
    this.#keep(
      value,
      this.find(value).filter(other => other !== record),
    );
  }

  #keep(value: string, records: readonly TRecord[]): void {
    const [first] = records;
    this.#single.delete(value);
    this.#several.delete(value);
    if (records.length > FEW) {
      this.#several.set(value, new ManyRecords(records));
    } else if (records.length > 1) {
      // A copy has the size that it needs.
      this.#several.set(value, records.slice());
    } else if (first) {
      this.#single.set(value, first);
    }
  }
}
