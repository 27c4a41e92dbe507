import { ReadAcknowledgement } from '../assessment/acknowledgements';
import { StatefulSetRecord } from '../kubernetes/statefulSet';
import { formatDuration } from '../wording/duration';
import { evidenceOf } from './evidence';
import { Evidence, Rule } from './rule';
import { step } from './steps';

const source = 'docs/adr/0007-acknowledged-findings.md';

function evidence(
  set: StatefulSetRecord,
  { annotation, value }: ReadAcknowledgement,
  expected: string,
): Evidence[] {
  return [
    evidenceOf('StatefulSet', set, [
      `metadata.annotations[${annotation}]`,
      value,
      expected,
    ]),
  ];
}

function removeCommand(
  { name, namespace }: StatefulSetRecord,
  { annotation }: ReadAcknowledgement,
): string {
  return `kubectl annotate statefulset ${name} --namespace ${namespace} ${annotation}-`;
}

const ended: Rule = {
  id: 'ack.ended',
  axis: 'risk',
  severity: 'info',
  summary: 'An acknowledgement has ended.',
  explanation:
    'Somebody had decided to live with a finding until then. From now on it counts again, if it is still there.',
  source,
  needs: [],
  find: ({ set, acknowledgements, now }) =>
    acknowledgements.flatMap(found =>
      found.understood && found.endsAt <= now
        ? {
            title: `The acknowledgement of ${found.id} ended ${formatDuration(now - found.endsAt)} ago.`,
            evidence: evidence(set, found, 'a day or a time to come'),
            remediation: [
              step('Mend what was acknowledged, or decide anew until when.'),
              step('Remove the annotation once it is mended.', {
                command: removeCommand(set, found),
              }),
            ],
          }
        : [],
    ),
};

function mistaken(ids: ReadonlySet<string>): Rule {
  return {
    id: 'ack.mistaken',
    axis: 'risk',
    severity: 'warning',
    summary: 'An acknowledgement has no effect.',
    explanation:
      'It names no finding, or cannot be understood. Somebody believes that a finding is settled which counts as before.',
    source,
    needs: [],
    find: ({ set, acknowledgements }) =>
      acknowledgements
        .filter(({ id, understood }) => !understood || !ids.has(id))
        .map(found => ({
          title: ids.has(found.id)
            ? `The acknowledgement of ${found.id} has no effect: it cannot be understood.`
            : `The acknowledgement of ${found.id} has no effect: there is no such finding.`,
          evidence: evidence(
            set,
            found,
            'a finding, and as 2026-12-31 by jane: why',
          ),
          remediation: [
            step('Correct the annotation, or remove it.', {
              command: removeCommand(set, found),
            }),
          ],
        })),
  };
}

/** Whether what was acknowledged still counts as such. `ids`: what can be acknowledged. */
export function acknowledgingRules(ids: ReadonlySet<string>): readonly Rule[] {
  return [mistaken(ids), ended];
}
