/** What has been read of a target since the start. Counted while reading, so it costs no more than the additions. */
export class WatchStatistics {
  /** Objects that were added, changed or removed, those of lists included. */
  events = 0;
  receivedBytes = 0;
  /** Watches that were opened again, for whatever reason; servers end each after some minutes. */
  restarts = 0;
  /** When something was last received, a bookmark at least; milliseconds since the epoch. */
  heardAt: number | undefined;
  /** The latest failure, also when it is over; without secrets. */
  lastFailure: { readonly at: number; readonly message: string } | undefined;
}
