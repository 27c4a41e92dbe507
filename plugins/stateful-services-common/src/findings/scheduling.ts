import { failureOf } from '../assessment/judgeMember';
import { agoInBrackets } from '../wording/duration';
import { eachMember } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

interface SchedulingCase {
  readonly id: string;
  readonly summary: string;
  /** Ends the sentence "… cannot be placed: ". */
  readonly because: string;
  readonly explanation: string;
  readonly fix: string;
  /** Parts of the scheduler's message, of old and new releases. */
  readonly patterns: readonly RegExp[];
}

/** First match wins: what ties the pod to a place comes before what the place lacks. */
const CASES: readonly SchedulingCase[] = [
  {
    id: 'pvc.rwop-conflict',
    summary: 'Another pod holds the volume of a member alone.',
    because: 'another pod has its volume for itself',
    explanation:
      'The volume may be used by one pod at a time (ReadWriteOncePod).',
    fix: 'Find the pod that uses the claim and end it.',
    patterns: [/ReadWriteOncePod/],
  },
  {
    id: 'pod.unschedulable.volume-zone',
    summary: 'The volume of a member is where no usable node is.',
    because: 'its volume is where no usable node is',
    explanation:
      'A disk belongs to a zone or a node. No node that can reach it takes the pod.',
    fix: 'Add a node in the zone of the volume, or restore the data elsewhere.',
    patterns: [
      /volume node affinity conflict/,
      /didn't match PersistentVolume's node affinity/,
      /no available volume zone/,
    ],
  },
  {
    id: 'pod.unschedulable.unbound',
    summary: 'A member waits for its claim.',
    because: 'its volume is not there yet',
    explanation:
      'The pod can be placed once its claims are bound. What keeps them is said at the claim.',
    fix: 'Look at the claims of the pod.',
    patterns: [
      /unbound immediate PersistentVolumeClaims/,
      /didn't find available persistent volumes to bind/,
      /persistentvolumeclaim "[^"]*" not found/,
    ],
  },
  {
    id: 'pod.unschedulable.volume-limit',
    summary: 'No node can take another volume.',
    because: 'no node can take another volume',
    explanation:
      'Each driver attaches a limited number of volumes to one node.',
    fix: 'Add nodes, or use larger ones with a higher limit.',
    patterns: [/exceed max volume count/],
  },
  {
    id: 'pod.unschedulable.affinity',
    summary: 'There are more members than places that they may share.',
    because: 'its members must not share a node or zone, and no other is free',
    explanation:
      'Anti-affinity or spread constraints forbid every node that has room.',
    fix: 'Add a node or zone, or prefer the spread instead of requiring it.',
    patterns: [/anti-affinity rules/, /topology spread constraints/],
  },
  {
    id: 'pod.unschedulable.resources',
    summary: 'No node has room for a member.',
    because: 'no node has room for it',
    explanation:
      'The requests of the pod exceed what is left on each node that it may run on.',
    fix: 'Lower the requests, add nodes, or make room.',
    patterns: [/Insufficient /, /Too many pods/],
  },
  {
    id: 'pod.unschedulable.taint',
    summary: 'A member may run on none of the nodes.',
    because: 'it may run on none of the nodes',
    explanation:
      'Every node has a taint that the pod does not tolerate, or lacks a label that it asks for.',
    fix: 'Correct the node selector or the tolerations in the template, or add such a node.',
    patterns: [
      /untolerated taint/,
      /node affinity\/selector/,
      /node selector/,
      /were unschedulable/,
      /nodes are available/,
    ],
  },
];

/** What the message says, read from the most to the least binding cause. */
function caseOf(message: string): SchedulingCase | undefined {
  return CASES.find(({ patterns }) =>
    patterns.some(pattern => pattern.test(message)),
  );
}

function ruleOf(kind: SchedulingCase): Rule {
  return {
    id: kind.id,
    axis: kind.id.startsWith('pvc.') ? 'storage' : 'availability',
    severity: 'error',
    summary: kind.summary,
    explanation: kind.explanation,
    source:
      'kubernetes/kubernetes pkg/scheduler/framework/plugins (messages of 1.20 to 1.37)',
    needs: ['pods'],
    find: situation =>
      eachMember(situation, ({ podName, pod }) => {
        const failure = failureOf(pod, situation.now);
        if (
          failure?.kind !== 'unschedulable' ||
          caseOf(failure.message) !== kind
        ) {
          return undefined;
        }
        return {
          title: `${podName} cannot be placed on any node: ${kind.because}.`,
          evidence: [
            evidenceOf(
              'Pod',
              pod,
              [
                'status.conditions[PodScheduled].message',
                failure.message,
                'scheduled',
              ],
              pod.unscheduled?.since,
            ),
          ],
          remediation: [
            step(kind.fix, { command: describeCommand('pod', pod) }),
          ],
        };
      }),
  };
}

const gated: Rule = {
  id: 'pod.gated',
  axis: 'availability',
  severity: 'warning',
  summary: 'A member is held back before it is placed.',
  explanation:
    'A scheduling gate was put on the pod, and whoever did has not removed it.',
  source:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/',
  needs: ['pods'],
  suppresses: ['roll.stuck-ordinal'],
  find: situation =>
    eachMember(situation, ({ podName, pod }) =>
      pod.unscheduled?.reason === 'SchedulingGated'
        ? {
            title: `${podName} is held back by a scheduling gate${agoInBrackets(pod.unscheduled.since ?? pod.creationTimestamp, situation.now)}.`,
            evidence: [
              evidenceOf(
                'Pod',
                pod,
                [
                  'status.conditions[PodScheduled].reason',
                  'SchedulingGated',
                  'scheduled',
                ],
                pod.unscheduled.since,
              ),
            ],
            remediation: [
              step('See which gate it is and who is to remove it.', {
                command: `kubectl get pod ${pod.name} --namespace ${pod.namespace} --output jsonpath='{.spec.schedulingGates}'`,
              }),
            ],
          }
        : undefined,
    ),
};

/** Why members cannot be placed. */
export const schedulingRules: readonly Rule[] = [...CASES.map(ruleOf), gated];
