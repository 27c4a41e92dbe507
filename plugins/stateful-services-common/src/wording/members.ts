import { isNotJustStarting } from '../assessment/judgeMember';
import { Ordinal } from '../assessment/ordinal';
import { agoInBrackets } from './duration';

/** `1 of 3 members runs`, `2 of 3 members run`. */
export function partRuns(part: number, all: number, adverb = ''): string {
  return `${part} of ${countMembers(all)} ${adverb}${part === 1 ? 'runs' : 'run'}`;
}

/** `1 member`, `3 members`. */
export function countMembers(count: number): string {
  return `${count} ${count === 1 ? 'member' : 'members'}`;
}

function stateInWords(ordinal: Ordinal, now: number): string {
  const { state, wasReady, reason } = ordinal;
  switch (state) {
    case 'missing':
      return 'is about to be created';
    case 'conflict':
      return 'cannot be created, because another pod has its name';
    case 'pending':
      return 'is starting';
    case 'failing':
      return `cannot start (${reason})`;
    case 'notReady':
      return wasReady || isNotJustStarting(ordinal, now)
        ? 'is running but not ready'
        : 'is starting';
    case 'settling':
      return 'is ready and has to stay so for a while';
    case 'available':
      return 'is ready';
    case 'terminating':
      return 'is stopping';
    case 'lost':
      return `is lost (${reason})`;
    default:
      return state satisfies never;
  }
}

/** What a member does and for how long, e.g. `redis-1 is starting (40 s)`. */
export function describeMember(ordinal: Ordinal, now: number): string {
  return `${ordinal.podName} ${stateInWords(ordinal, now)}${agoInBrackets(ordinal.since, now)}`;
}
