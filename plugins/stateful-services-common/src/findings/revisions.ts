import { byName, readOrEmpty } from '../assessment/situation';
import { selectsLabels } from '../kubernetes/labelSelector';
import { StatefulSetRecord } from '../kubernetes/statefulSet';
import { formatDuration } from '../wording/duration';
import { shortRevision } from '../wording/revision';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { step } from './steps';

/** Fewer former replacements say nothing of what is usual. */
const ENOUGH_SAMPLES = 5;

const duration: Rule = {
  id: 'roll.duration',
  axis: 'rollout',
  severity: 'warning',
  summary: 'A rollout takes far longer than those before it.',
  explanation:
    'It is more than twice as old as it would be, had each member taken what members of this set usually take.',
  source: 'the history of the set, kept by the portal',
  needs: ['pods', 'history'],
  find({ set, rollout, now, observation: { history } }) {
    if (
      rollout.state !== 'RollingOut' ||
      !history.read ||
      history.value.samples < ENOUGH_SAMPLES
    ) {
      return [];
    }
    const ageMs = now - Date.parse(set.changedAt ?? '');
    const usualMs = history.value.replacementP50Ms * rollout.target;
    return onSet(ageMs > 2 * usualMs, () => ({
      title: `The rollout of ${set.name} is ${formatDuration(ageMs)} old; usually it takes ${formatDuration(usualMs)}.`,
      evidence: [
        evidenceOf(
          'StatefulSet',
          set,
          [
            'time since its last change',
            formatDuration(ageMs),
            `about ${formatDuration(usualMs)}`,
          ],
          set.changedAt,
        ),
      ],
      remediation: [
        step('Look at the member that is being replaced.', {
          command: `kubectl get pods --namespace ${set.namespace} --output wide`,
        }),
      ],
    }));
  },
};

const silentRevert: Rule = {
  id: 'roll.silent-revert',
  axis: 'rollout',
  severity: 'info',
  summary: 'The wanted revision is an older one that was taken up again.',
  explanation:
    'Somebody went back to a former template. The old revision got a new number, which is all that tells of it.',
  source:
    'kubernetes/kubernetes pkg/controller/statefulset/stateful_set_control.go (1.36)',
  needs: ['controllerRevisions'],
  find({ set, observation }) {
    const revisions = readOrEmpty(observation.controllerRevisions);
    const wanted = revisions.find(
      ({ name }) => name === set.status.updateRevision,
    );
    const younger = wanted
      ? [...revisions]
          .sort(byName)
          .find(
            ({ revision, creationTimestamp }) =>
              revision < wanted.revision &&
              Date.parse(creationTimestamp) >
                Date.parse(wanted.creationTimestamp),
          )
      : undefined;
    return wanted && younger
      ? [
          {
            title: `${set.name} has gone back to revision ${shortRevision(wanted.name)}, which is older than ${shortRevision(younger.name)}.`,
            evidence: [
              evidenceOf(
                'ControllerRevision',
                wanted,
                [
                  'revision',
                  `${wanted.revision}, made ${wanted.creationTimestamp}`,
                  `above ${younger.revision}, made ${younger.creationTimestamp}, only when taken up again`,
                ],
                wanted.creationTimestamp,
              ),
            ],
            remediation: [],
          },
        ]
      : [];
  },
};

function selects(a: StatefulSetRecord, b: StatefulSetRecord): boolean {
  return (
    a.selector !== undefined && selectsLabels(a.selector, b.templateLabels)
  );
}

const selectorOverlap: Rule = {
  id: 'roll.selector-overlap',
  axis: 'rollout',
  severity: 'error',
  summary: 'Two sets select the same pods.',
  explanation:
    'Each may take up pods that the other has lost, and budgets and Services that select alike mix their members.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-selector',
  needs: ['otherStatefulSets'],
  find({ set, observation }) {
    return readOrEmpty(observation.otherStatefulSets)
      .filter(other => selects(set, other) || selects(other, set))
      .sort(byName)
      .map(other => ({
        title: `${set.name} and ${other.name} select the same pods.`,
        evidence: [
          evidenceOf('StatefulSet', other, [
            'spec.selector',
            JSON.stringify(other.selector?.labels ?? {}),
            `none of the pods of ${set.name}`,
          ]),
        ],
        remediation: [
          step(
            'Give each set a label of its own in its selector and its template. A selector cannot be changed, so the set has to be created again.',
            {
              danger: 'disruptive',
              precheck:
                'The set is deleted with --cascade=orphan, so that its pods go on running.',
            },
          ),
        ],
      }));
  },
};

/** What former and other revisions, and other sets, say of this one. */
export const revisionRules: readonly Rule[] = [
  selectorOverlap,
  duration,
  silentRevert,
];
