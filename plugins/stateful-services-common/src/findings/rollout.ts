import { hasPod, Member, Ordinal } from '../assessment/ordinal';
import { isTrapped } from '../assessment/rollout/blockers';
import { JudgedSituation } from '../assessment/situation';
import { agoInBrackets } from '../wording/duration';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { memberOf, revisionEvidence } from './rolloutMember';
import { Rule, RuleFinding } from './rule';
import { deletePodCommand, describeCommand, step } from './steps';

const trap: Rule = {
  id: 'roll.trap',
  axis: 'rollout',
  severity: 'error',
  summary:
    'A pod of a broken revision is not replaced although the template has changed.',
  explanation:
    'With ordered pod management the controller waits for this pod to become ready before it touches any other, so that it never deletes the pod that cannot become ready (kubernetes/kubernetes#67250).',
  source: 'kubernetes/kubernetes#67250 (open as of 1.37)',
  needs: ['pods'],
  suppresses: ['pod.', 'pvc.rwop-conflict'],
  find(situation) {
    const { set, ordinals } = situation;
    const trapped = ordinals.find(ordinal => isTrapped(ordinal, situation));
    const pod = trapped?.pod;
    if (!trapped || !pod) {
      return [];
    }
    return [
      {
        ordinal: trapped.ordinal,
        title: `${trapped.podName} runs a broken revision, and Kubernetes does not replace it although the template has changed.`,
        evidence: [
          evidenceOf(
            'Pod',
            pod,
            [
              'metadata.labels[controller-revision-hash]',
              pod.revision ?? '',
              set.status.updateRevision,
            ],
            trapped.since,
          ),
        ],
        remediation: [
          step(
            `Delete pod ${trapped.podName}; its volume stays, and the controller creates it again from the new template.`,
            {
              command: deletePodCommand(pod),
              danger: 'disruptive',
              precheck: 'The pod is not ready, so it serves nobody now.',
            },
          ),
        ],
      },
    ];
  },
};

const nameConflict: Rule = {
  id: 'roll.name-conflict',
  axis: 'rollout',
  severity: 'error',
  summary: 'A pod of another owner has the name of a member.',
  explanation:
    'The controller gives each pod a fixed name. A pod of that name that it does not own makes every attempt fail, and no event says so.',
  source:
    'kubernetes/kubernetes pkg/controller/statefulset/stateful_pod_control.go',
  needs: ['pods'],
  find: ({ set, ordinals }) =>
    ordinals.flatMap(({ ordinal, podName, foreignPod }) =>
      foreignPod
        ? {
            ordinal,
            title: `${podName} cannot be created: another pod has its name.`,
            evidence: [
              evidenceOf(
                'Pod',
                foreignPod,
                [
                  'metadata.ownerReferences',
                  foreignPod.owner
                    ? `${foreignPod.owner.kind}/${foreignPod.owner.name}`
                    : 'none',
                  `StatefulSet/${set.name}`,
                ],
                foreignPod.creationTimestamp,
              ),
            ],
            remediation: [
              step(
                `Find out who created pod ${podName}, and delete it or give it another name.`,
                {
                  command: `kubectl get pod ${podName} --namespace ${set.namespace} --output yaml`,
                },
              ),
            ],
          }
        : [],
    ),
};

const NOT_OBSERVED_MS = 60_000;

const notObserved: Rule = {
  id: 'roll.not-observed',
  axis: 'rollout',
  severity: 'warning',
  summary: 'The controller has not looked at a change for more than a minute.',
  explanation:
    'The controller manager is down, has lost its lease, or has very much to do. Nothing happens to any set meanwhile.',
  source:
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetStatus',
  needs: [],
  find({ set, now }) {
    const age = now - Date.parse(set.changedAt ?? '');
    return onSet(
      set.status.observedGeneration < set.generation && age > NOT_OBSERVED_MS,
      () => ({
        severity: age > 5 * NOT_OBSERVED_MS ? 'error' : 'warning',
        title: `Kubernetes has not looked at the latest change of ${set.name}${agoInBrackets(set.changedAt, now)}.`,
        evidence: [
          evidenceOf(
            'StatefulSet',
            set,
            [
              'status.observedGeneration',
              String(set.status.observedGeneration),
              String(set.generation),
            ],
            set.changedAt,
          ),
        ],
        remediation: [
          step('See whether the controller manager runs and holds its lease.', {
            command:
              'kubectl get lease kube-controller-manager --namespace kube-system --output yaml',
          }),
        ],
      }),
    );
  },
};

/** What is to be seen of a member that nobody creates. */
function uncreated(
  { set }: JudgedSituation,
  { podName }: Ordinal,
): Pick<RuleFinding, 'title' | 'evidence' | 'remediation'> {
  const pod = { namespace: set.namespace, name: podName };
  return {
    title: `The rollout has not moved: ${podName} has not been created.`,
    evidence: [evidenceOf('Pod', pod, ['metadata.name', 'none', podName])],
    remediation: [
      step('See whether its creation is refused, by a quota or a webhook.', {
        command: describeCommand('statefulset', set),
      }),
      step(`See whether a pod of another owner is called ${podName}.`, {
        command: `kubectl get pod ${podName} --namespace ${set.namespace} --output yaml`,
      }),
    ],
  };
}

/** What is to be seen of a member that is there and does not come on. */
function slow(
  { now }: JudgedSituation,
  { podName, since, pod }: Member,
): Pick<RuleFinding, 'title' | 'evidence' | 'remediation'> {
  return {
    title: `The rollout has not moved: it waits for ${podName}${agoInBrackets(since, now)}.`,
    evidence: [
      evidenceOf(
        'Pod',
        pod,
        [
          'status.phase',
          `${pod.phase}, ${pod.ready ? 'ready' : 'not ready'}`,
          'updated and ready',
        ],
        since,
      ),
    ],
    remediation: [
      step(`Look at the events of ${podName}.`, {
        command: describeCommand('pod', pod),
      }),
    ],
  };
}

const stuckOrdinal: Rule = {
  id: 'roll.stuck-ordinal',
  axis: 'rollout',
  severity: 'error',
  summary:
    'A rollout has not moved for longer than it should, and nothing says why.',
  explanation:
    'The member is missing, or neither ready nor failing, for longer than its probes allow. The rollout waits for it.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates',
  needs: ['pods'],
  find(situation) {
    const { rollout } = situation;
    const member =
      rollout.state === 'Stalled'
        ? memberOf(situation, rollout.ordinal)
        : undefined;
    if (!member) {
      return [];
    }
    if (!hasPod(member)) {
      return [{ ordinal: member.ordinal, ...uncreated(situation, member) }];
    }
    const told =
      member.state === 'notReady' && member.pod.starting.length === 0;
    return told
      ? []
      : [{ ordinal: member.ordinal, ...slow(situation, member) }];
  },
};

const budgetSpent: Rule = {
  id: 'roll.budget-spent',
  axis: 'rollout',
  severity: 'error',
  summary:
    'Broken pods of an old revision use up maxUnavailable, so that nothing is replaced.',
  explanation:
    'The controller counts pods that are broken already against the budget of the update, also those that the update would mend.',
  source: 'kubernetes/kubernetes#137409 (1.35.0 to 1.35.3)',
  needs: ['pods'],
  suppresses: ['pod.'],
  find(situation) {
    const { rollout } = situation;
    const spent =
      rollout.state === 'Blocked' && rollout.reason === 'BudgetSpent'
        ? memberOf(situation, rollout.ordinal)
        : undefined;
    const pod = spent?.pod;
    return spent && pod
      ? [
          {
            ordinal: spent.ordinal,
            title: `${spent.podName} is broken and uses up maxUnavailable, so that the update replaces no member.`,
            evidence: [revisionEvidence(situation, spent)],
            remediation: [
              step(`Delete pod ${spent.podName}; its volume stays.`, {
                command: deletePodCommand(pod),
                danger: 'disruptive',
                precheck: 'The pod is not ready, so it serves nobody now.',
              }),
            ],
          },
        ]
      : [];
  },
};

/** What keeps a change from reaching the members. */
export const blockingRules: readonly Rule[] = [
  trap,
  budgetSpent,
  nameConflict,
  notObserved,
  stuckOrdinal,
];
