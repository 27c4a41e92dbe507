import { Recording } from '../recording/recording';
import { Situation } from '../situation';
import { complaintsOf, renderJudgement } from './check';
import { brokenInvariants } from './invariants';
import { judge } from './judge';

export interface Examination {
  /** What is wrong with the judgement; empty when it is right at every moment. */
  readonly complaints: readonly string[];
  /** The judgement in lines that are the same whenever the same is told. */
  readonly lines: readonly string[];
}

/** Judges a recording from beginning to end. */
export function examine(
  situation: Situation,
  recording: Recording,
): Examination {
  const broken = new Set<string>();
  const judged = judge(recording, moment =>
    brokenInvariants(moment).forEach(sentence => broken.add(sentence)),
  );
  return {
    complaints: [...complaintsOf(situation, judged), ...broken],
    lines: renderJudgement(situation, judged),
  };
}
