import { Situation } from '../situation';
import { resolveMaxUnavailable } from './updateBudget';

/** Fewer samples than this say nothing about the next. */
const ENOUGH_SAMPLES = 3;

/** How long the member that is being replaced has been away, in milliseconds; 0 while none is. */
function awayMs(
  { ordinals, now }: Situation,
  current: number | undefined,
): number {
  const member = ordinals.find(({ ordinal }) => ordinal === current);
  const since = Date.parse(
    member?.pod?.terminatingSince ??
      (member?.onUpdateRevision ? member.pod?.creationTimestamp : undefined) ??
      '',
  );
  return Number.isNaN(since) ? 0 : Math.max(0, now - since);
}

/**
 * How many seconds a rollout will still take if its members take what they usually took: the median of the latest
 * replacements. Undefined without at least three of them, and when the last member has been away for longer than that.
 */
export function secondsLeft(
  situation: Situation,
  {
    remaining,
    current,
  }: { readonly remaining: number; readonly current: number | undefined },
): number | undefined {
  const { set, observation } = situation;
  const { history } = observation;
  if (
    set.updateStrategy.type !== 'RollingUpdate' ||
    !history.read ||
    history.value.samples < ENOUGH_SAMPLES
  ) {
    return undefined;
  }
  const atOnce = resolveMaxUnavailable(
    set.updateStrategy.maxUnavailable,
    set.replicas,
  );
  const usualMs = history.value.replacementP50Ms;
  const spentMs = Math.min(usualMs, awayMs(situation, current));
  const leftMs = Math.ceil(remaining / atOnce) * usualMs - spentMs;
  return leftMs > 0 ? Math.ceil(leftMs / 1000) : undefined;
}
