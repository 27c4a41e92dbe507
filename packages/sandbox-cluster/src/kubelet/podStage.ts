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

/** Restarts after a time in back-off, which doubles from 10 s to 5 min, and the time until the next one. */
function backOffAfter(elapsedMs: number) {
  let restarts = 0;
  let passedMs = 0;
  let delayMs = FIRST_BACK_OFF_MS;
  while (passedMs + delayMs <= elapsedMs) {
    passedMs += delayMs;
    restarts += 1;
    delayMs = Math.min(delayMs * 2, LONGEST_BACK_OFF_MS);
  }
  return { restarts, nextMs: passedMs + delayMs - elapsedMs };
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
      const { restarts, nextMs } = backOffAfter(elapsedMs - neededMs);
      const { exitCode, reason } = behaviour;
      return {
        stage: {
          kind: 'backOff',
          restarts: behaviour.restarts + restarts,
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
