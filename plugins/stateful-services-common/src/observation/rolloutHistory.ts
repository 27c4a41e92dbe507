/**
 * How long the members of a set took in its finished rollouts. Durations in milliseconds.
 *
 * @public
 */
export interface RolloutHistory {
  /** Replaced members that the figures rest on, at least one. */
  readonly samples: number;
  /** From the deletion of a member's pod until the new one was Ready. */
  readonly replacementP50Ms: number;
  readonly replacementP95Ms: number;
  /** From the deletion of a member's pod until it was gone; absent when that was never seen. */
  readonly stopP50Ms?: number;
  readonly stopP95Ms?: number;
}
