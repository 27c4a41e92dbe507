import { behaves } from '../../kubernetes/versions';
import { NOT_READY_AFTER_MS } from '../judgeMember';
import { Ordinal } from '../ordinal';
import { Situation } from '../situation';

/** How many members may be away at once, as the controller resolves a share: rounded down, at least one. */
export function resolveMaxUnavailable(
  value: number | string | undefined,
  replicas: number,
): number {
  const amount =
    typeof value === 'string' && value.endsWith('%')
      ? Math.floor((Number(value.slice(0, -1)) / 100) * replicas)
      : Number(value ?? 1);
  return Number.isNaN(amount) ? 1 : Math.max(1, amount);
}

/**
 * The highest of the broken pods of an old revision that use up `maxUnavailable` of a parallel set, so that nothing is
 * replaced (kubernetes/kubernetes#137409). Where the version is not known, the API server's having kept the field counts
 * as proof that it is respected, and only pods broken for long count.
 */
export function spentBudget({
  set,
  ordinals,
  observation,
  now,
}: Situation): Ordinal | undefined {
  const { updateStrategy, podManagementPolicy, replicas } = set;
  if (
    updateStrategy.type !== 'RollingUpdate' ||
    updateStrategy.maxUnavailable === undefined ||
    podManagementPolicy !== 'Parallel' ||
    behaves('brokenPodsSpendBudget', observation.serverVersion) === false
  ) {
    return undefined;
  }
  const away = ordinals.filter(({ wanted, available }) => wanted && !available);
  const budget = resolveMaxUnavailable(updateStrategy.maxUnavailable, replicas);
  const allBroken = away.every(
    ({ pod, onUpdateRevision, heldByPartition, state }) =>
      pod &&
      !onUpdateRevision &&
      !heldByPartition &&
      (state === 'failing' || state === 'notReady') &&
      now - Date.parse(pod.creationTimestamp) > NOT_READY_AFTER_MS,
  );
  return away.length >= budget && allBroken ? away.at(-1) : undefined;
}
