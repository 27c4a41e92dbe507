import { ObjectKey, storeKey } from '../../store/objectStore';

/** What the storage is told to do: how fast it grows, and which claims never get there. */
export class StorageScript {
  private readonly held = new Set<string>();

  /** Milliseconds that growing takes. */
  constructor(public expansionMs: number) {}

  /** Lets the expansion of a claim begin and not end. */
  holdExpansion(claim: ObjectKey): void {
    this.held.add(storeKey(claim));
  }

  holdsExpansion(claim: ObjectKey): boolean {
    return this.held.has(storeKey(claim));
  }
}
