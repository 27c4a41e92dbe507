import { GRACE_MS } from '../assessment/judgeMember';
import { agoInBrackets } from '../wording/duration';
import { eachMember } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

const terminatingStuck: Rule = {
  id: 'pod.terminating-stuck',
  axis: 'rollout',
  severity: 'error',
  summary: 'A pod does not end.',
  explanation:
    'Until the pod is gone its name is taken, so that no replacement can start. A finalizer, a hanging preStop hook or a volume that cannot be unmounted keeps it.',
  source:
    'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/',
  needs: ['pods'],
  find: situation =>
    eachMember(situation, ({ podName, pod, state }) => {
      const { now } = situation;
      const end = Date.parse(pod.deletionTimestamp ?? '');
      return state === 'terminating' && now - end > GRACE_MS.terminating
        ? {
            title: `${podName} should have ended${agoInBrackets(pod.deletionTimestamp, now)} and is still there.`,
            evidence: [
              evidenceOf(
                'Pod',
                pod,
                [
                  'metadata.deletionTimestamp',
                  pod.deletionTimestamp ?? '',
                  'the pod is gone',
                ],
                pod.deletionTimestamp,
              ),
            ],
            remediation: [
              step(
                pod.finalizers.length > 0
                  ? `See who owns the finalizers ${pod.finalizers.join(', ')} and why they are not removed.`
                  : `Look at the events of ${podName} for what the node is waiting for.`,
                { command: describeCommand('pod', pod) },
              ),
            ],
          }
        : undefined;
    }),
};

const evicted: Rule = {
  id: 'pod.evicted',
  axis: 'availability',
  severity: 'warning',
  summary: 'The cluster is taking a member away.',
  explanation:
    'A node under pressure, a more important pod, a taint or a drain ends it. The controller creates it again.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions',
  needs: ['pods'],
  find: situation =>
    eachMember(situation, ({ podName, pod }) => {
      const reason =
        pod.disrupted?.reason ??
        (pod.phase === 'Failed' && pod.phaseReason === 'Evicted'
          ? 'Evicted'
          : undefined);
      return reason
        ? {
            title: `${podName} is being taken away (${reason}).`,
            evidence: [
              evidenceOf(
                'Pod',
                pod,
                [
                  'status.conditions[DisruptionTarget]',
                  [reason, pod.disrupted?.message ?? pod.phaseMessage]
                    .filter(Boolean)
                    .join(': '),
                  'absent',
                ],
                pod.disrupted?.since,
              ),
            ],
            remediation: [
              step(
                'Give the pod requests that match its use and a priority, or find out who drains the node.',
                { command: describeCommand('pod', pod) },
              ),
            ],
          }
        : undefined;
    }),
};

const resizePending: Rule = {
  id: 'pod.resize-infeasible',
  axis: 'risk',
  severity: 'warning',
  summary: 'New requests or limits do not fit on the node.',
  explanation:
    'CPU and memory of a running pod can be changed in place as far as its node has room.',
  source:
    'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
  needs: ['pods'],
  find: situation =>
    eachMember(situation, ({ podName, pod }) =>
      pod.resizePending
        ? {
            title: `${podName} keeps its old CPU and memory: its node has no room for the new ones (${pod.resizePending.reason}).`,
            evidence: [
              evidenceOf(
                'Pod',
                pod,
                [
                  'status.conditions[PodResizePending].reason',
                  pod.resizePending.reason,
                  'absent',
                ],
                pod.resizePending.since,
              ),
            ],
            remediation: [
              step(
                `Delete pod ${podName}, so that it is placed on a node with room.`,
                {
                  danger: 'disruptive',
                  command: `kubectl delete pod ${podName} --namespace ${pod.namespace}`,
                  precheck: 'All other members are ready.',
                },
              ),
            ],
          }
        : undefined,
    ),
};

/** Members that flapped longer ago than this are not spoken of. */
const RECENT_MS = 60 * 60_000;
const FLAPPING_RESTARTS = 3;

const restartsRecent: Rule = {
  id: 'pod.restarts-recent',
  axis: 'availability',
  severity: 'warning',
  summary: 'A ready member has been restarted several times.',
  explanation:
    'It serves now, and has ended within the last hour: it may do so again.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
  needs: ['pods'],
  find: situation =>
    eachMember(situation, member => {
      const { podName, pod, available } = member;
      const trouble = pod.troubles.find(
        ({ endedAt }) => situation.now - Date.parse(endedAt ?? '') < RECENT_MS,
      );
      return available && trouble && pod.restarts >= FLAPPING_RESTARTS
        ? {
            title: `${podName} has been restarted ${pod.restarts} times, last${agoInBrackets(trouble.endedAt, situation.now)}.`,
            evidence: [
              evidenceOf(
                'Pod',
                pod,
                [
                  `status.containerStatuses[${trouble.container}].restartCount`,
                  String(pod.restarts),
                  `below ${FLAPPING_RESTARTS}`,
                ],
                trouble.endedAt,
              ),
            ],
            remediation: [
              step(
                `Read what the container ${trouble.container} wrote before it ended.`,
                {
                  command: `kubectl logs ${podName} --namespace ${pod.namespace} --container ${trouble.container} --previous`,
                },
              ),
            ],
          }
        : undefined;
    }),
};

/** What happens to pods as a whole. */
export const podRules: readonly Rule[] = [
  terminatingStuck,
  evicted,
  resizePending,
  restartsRecent,
];
