import { FoundClaim } from '../assessment/ordinal';
import { claimBlocker, ClaimBlocker } from '../assessment/storage/claimBlocker';
import { Situation } from '../assessment/situation';
import { eachClaim } from './each';
import { RuleFinding } from './rule';

/** Asks about each claim that will not be bound for one cause. */
export function eachBlocked(
  situation: Situation,
  cause: ClaimBlocker['cause'],
  describe: (found: FoundClaim, podName: string) => RuleFinding,
): readonly RuleFinding[] {
  return eachClaim(situation, (found, ordinal) => {
    const blocker = claimBlocker(ordinal, situation);
    return blocker?.cause === cause && blocker.claim === found.claim
      ? describe(found, ordinal.podName)
      : undefined;
  });
}

/** What a member suffers from when its claim is not bound. */
export const claimSymptoms = [
  'pod.unschedulable.',
  'pod.readiness-failing',
  'pod.init-stuck',
];
