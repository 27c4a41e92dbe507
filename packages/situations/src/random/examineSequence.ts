import { Examination } from '../judging/examine';
import { gatherFacts } from '../judging/facts';
import { brokenInvariants } from '../judging/invariants';
import { judge } from '../judging/judge';
import { Recording } from '../recording/recording';
import { complaintsAtRest, renderRest } from './restingState';

/** Judges what a cluster made of a sequence: at every event, and what it came to after each operation. */
export function examineSequence(recording: Recording): Examination {
  const complaints = new Set<string>();
  const rests: (readonly string[])[] = [];
  const judged = judge(recording, moment => {
    brokenInvariants(moment).forEach(sentence => complaints.add(sentence));
    const facts = gatherFacts(moment);
    if (facts && moment.isLast) {
      const { assessment } = moment;
      complaintsAtRest(facts, assessment).forEach(sentence =>
        complaints.add(sentence),
      );
      rests.push(renderRest(facts, assessment));
    }
  });
  return {
    complaints: [...complaints],
    lines: judged.flatMap(({ does }, index) => [does, ...(rests[index] ?? [])]),
  };
}
