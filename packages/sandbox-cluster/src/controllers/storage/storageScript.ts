import { ObjectKey, storeKey } from '../../store/objectStore';

/** What the storage is told to do: how long growing takes, and which claims never get there. */
export class StorageScript {
  private readonly held = new Set<string>();

  constructor(readonly expansionMs: number) {}

  /** Lets the expansion of a claim begin and not end. */
  holdExpansion(claim: ObjectKey): void {
    this.held.add(storeKey(claim));
  }

  holdsExpansion(claim: ObjectKey): boolean {
    return this.held.has(storeKey(claim));
  }
}
