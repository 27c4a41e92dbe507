import { SetIdentity } from './setTrace';

/** Stands for no ordinal in unique keys, where databases hold nulls to differ from each other. */
const WHOLE_SET = -1;

export function ordinalColumn(ordinal: number | undefined): number {
  return ordinal ?? WHOLE_SET;
}

export function readOrdinal(column: number): { readonly ordinal?: number } {
  return column === WHOLE_SET ? {} : { ordinal: column };
}

export interface SetColumns {
  readonly cluster: string;
  readonly set_uid: string;
  readonly namespace: string;
  readonly name: string;
}

export function setColumns(set: SetIdentity): SetColumns {
  return {
    cluster: set.cluster,
    set_uid: set.setUid,
    namespace: set.namespace,
    name: set.name,
  };
}

/** PostgreSQL answers with a date, SQLite with milliseconds since the epoch. */
export type TimeColumn = Date | number;

export function readTime(column: TimeColumn): string {
  return new Date(column).toISOString();
}
