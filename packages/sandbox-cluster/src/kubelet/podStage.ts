import { Behaviour } from './behaviour';

/** Where a pod on a node is in its life; `restarts` counts how often its container has ended. */
export type PodStage =
  | { readonly kind: 'creating' }
  | { readonly kind: 'pulling' }
  | { readonly kind: 'running'; readonly ready: boolean }
  | {
      readonly kind: 'backOff';
      readonly restarts: number;
      readonly exitCode: number;
      readonly reason: string;
    };

const FIRST_BACK_OFF_MS = 10_000;
const LONGEST_BACK_OFF_MS = 300_000;

/**
 * How often a container has ended after a time in back-off, and the time until it does again. The delay doubles with
 * each restart, from 10 s to 5 min; those that happened before count as well.
 */
function backOffAfter(elapsedMs: number, earlierRestarts: number) {
  const delayMs = (restarts: number) =>
    Math.min(FIRST_BACK_OFF_MS * 2 ** restarts, LONGEST_BACK_OFF_MS);
  let restarts = earlierRestarts;
  let dueMs = delayMs(restarts);
  while (dueMs <= elapsedMs) {
    restarts += 1;
    dueMs += delayMs(restarts);
  }
  return { restarts, nextMs: dueMs - elapsedMs };
}

/** The stage of a pod so long after it came to its node, and when it changes next, if ever. */
export function stageOf(
  behaviour: Behaviour | undefined,
  elapsedMs: number,
  startMs: number,
): { readonly stage: PodStage; readonly nextMs?: number } {
  const neededMs =
    behaviour?.kind === 'slow' ? behaviour.seconds * 1000 : startMs;
  if (elapsedMs < neededMs) {
    return { stage: { kind: 'creating' }, nextMs: neededMs - elapsedMs };
  }
  switch (behaviour?.kind) {
    case 'imagePullFailure':
      return { stage: { kind: 'pulling' } };
    case 'neverReady':
      return { stage: { kind: 'running', ready: false } };
    case 'crashLoop': {
      const { restarts, nextMs } = backOffAfter(
        elapsedMs - neededMs,
        behaviour.restarts,
      );
      const { exitCode, reason } = behaviour;
      return {
        stage: {
          kind: 'backOff',
          restarts,
          exitCode,
          reason,
        },
        nextMs,
      };
    }
    case 'slow':
    case 'stuckTerminating':
    case undefined:
      return { stage: { kind: 'running', ready: true } };
    default:
      return behaviour satisfies never;
  }
}
