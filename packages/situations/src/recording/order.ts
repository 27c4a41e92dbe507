import { RecordedLine } from './recording';

/** A line, and the resource version of the object that it tells of. */
export interface Said {
  readonly line: RecordedLine;
  readonly resourceVersion: number;
}

/**
 * Lines in the order in which the objects were written: each watch keeps it, but watches of different kinds overtake one
 * another. It is known because an API server takes resource versions from the revision of its etcd, which counts the writes
 * of all kinds. What was overtaken happened no later than what overtook it.
 */
export function inOrderOfWrites(said: readonly Said[]): RecordedLine[] {
  let before = Infinity;
  return [...said]
    .sort((one, other) => one.resourceVersion - other.resourceVersion)
    .reverse()
    .map(({ line }) => {
      before = Math.min(before, line.at);
      return { ...line, at: before };
    })
    .reverse();
}
