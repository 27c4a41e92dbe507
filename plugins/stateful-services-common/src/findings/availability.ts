import { assessAvailability } from '../assessment/availability/assessAvailability';
import { isNotJustStarting } from '../assessment/judgeMember';
import { Ordinal } from '../assessment/ordinal';
import { evidenceOf } from './evidence';
import { Rule } from './rule';

const quorumLost: Rule = {
  id: 'ha.quorum-lost',
  axis: 'availability',
  needs: ['pods'],
  find(situation) {
    const { state, ready, replicas, quorum } = assessAvailability(situation);
    if (quorum === undefined || ready >= quorum || state === 'Starting') {
      return [];
    }
    return [
      {
        severity: 'critical',
        title: `Writes are refused: ${ready} of ${replicas} members are ready, ${quorum} are needed.`,
        explanation:
          'The members decide by majority. Without one they accept no change, so that they never disagree.',
        evidence: [
          evidenceOf('StatefulSet', situation.set, {
            field: 'ready members, counted from the pods',
            observed: String(ready),
            expected: `at least ${quorum}`,
          }),
        ],
        remediation: [
          {
            text: 'Bring back one of the missing members before anything else, and restart none that is ready.',
            danger: 'safe',
          },
        ],
      },
    ];
  },
};

/** A member that is being replaced is back in a moment; one that does not come back by itself is stuck. */
function isStuck(ordinal: Ordinal, now: number): boolean {
  return (
    ['failing', 'lost', 'conflict'].includes(ordinal.state) ||
    isNotJustStarting(ordinal, now)
  );
}

const quorumEdge: Rule = {
  id: 'ha.quorum-edge',
  axis: 'availability',
  needs: ['pods'],
  find(situation) {
    const { state, ready, replicas, quorum } = assessAvailability(situation);
    const missing = situation.ordinals.filter(
      ({ wanted, available }) => wanted && !available,
    );
    const stuck = missing.some(ordinal => isStuck(ordinal, situation.now));
    if (quorum !== ready || replicas < 3 || state !== 'AtRisk' || !stuck) {
      return [];
    }
    return [
      {
        severity: 'error',
        title: `One more failure stops the service: ${ready} of ${replicas} members are ready, and ${quorum} are needed to write.`,
        explanation:
          'The members decide by majority, and none is left to spare.',
        evidence: [
          evidenceOf('StatefulSet', situation.set, {
            field: 'ready members, counted from the pods',
            observed: String(ready),
            expected: `more than ${quorum}`,
          }),
        ],
        remediation: [
          {
            text: `Bring back ${missing[0]?.podName ?? 'the missing member'} before anything is restarted or drained.`,
            danger: 'safe',
          },
        ],
      },
    ];
  },
};

/** What the number of ready members means for the service. */
export const availabilityRules: readonly Rule[] = [quorumLost, quorumEdge];
