import {
  Failure,
  failureOf,
  isNotJustStarting,
} from '../assessment/judgeMember';
import { Ordinal } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { PodRecord } from '../kubernetes/pod';
import { agoInBrackets } from '../wording/duration';
import { evidenceOf } from './evidence';
import { Rule, RuleFinding } from './rule';

/** Asks about each pod that fails in one way. */
function eachFailure<TKind extends Failure['kind']>(
  situation: Situation,
  kind: TKind,
  describe: (
    member: Ordinal & { readonly pod: PodRecord },
    failure: Extract<Failure, { kind: TKind }>,
  ) => RuleFinding,
): readonly RuleFinding[] {
  return situation.ordinals.flatMap(ordinal => {
    const { pod, state } = ordinal;
    const failure =
      pod && state === 'failing' ? failureOf(pod, situation.now) : undefined;
    return pod && failure?.kind === kind
      ? // The comparison of `kind` narrows the value, not the type parameter.
        describe(
          { ...ordinal, pod },
          failure as Extract<Failure, { kind: TKind }>,
        )
      : [];
  });
}

const crashLoop: Rule = {
  id: 'pod.crashloop',
  axis: 'availability',
  needs: ['pods'],
  find: situation =>
    eachFailure(
      situation,
      'crash',
      ({ ordinal, podName, pod }, { trouble }) => ({
        severity: 'error',
        ordinal,
        title: `${podName} keeps ending: container ${trouble.container} has been restarted ${pod.restarts} times.`,
        explanation:
          trouble.terminatedReason === 'OOMKilled'
            ? 'The container used more memory than its limit allows and was killed.'
            : 'The process in the container ends soon after it has started. What it wrote last usually says why.',
        evidence: [
          evidenceOf('Pod', pod, {
            field: `status.containerStatuses[${trouble.container}]`,
            observed: [
              trouble.waitingReason,
              trouble.terminatedReason,
              trouble.exitCode !== undefined && `exit code ${trouble.exitCode}`,
            ]
              .filter(Boolean)
              .join(', '),
            expected: 'running',
            since: pod.readySince,
          }),
        ],
        remediation: [
          {
            text: `Read what the container ${trouble.container} wrote before it ended.`,
            command: `kubectl logs ${podName} --namespace ${pod.namespace} --container ${trouble.container} --previous`,
            danger: 'safe',
          },
        ],
      }),
    ),
};

const imagePull: Rule = {
  id: 'pod.image-pull',
  axis: 'availability',
  needs: ['pods'],
  find: situation =>
    eachFailure(
      situation,
      'image',
      ({ ordinal, podName, pod }, { trouble }) => ({
        severity: 'error',
        ordinal,
        title: `${podName} cannot start: its image cannot be pulled.`,
        explanation:
          'The tag does not exist, the registry does not answer, or the node may not pull from it.',
        evidence: [
          evidenceOf('Pod', pod, {
            field: `status.containerStatuses[${trouble.container}].state.waiting.reason`,
            observed: trouble.waitingReason ?? '',
            expected: 'running',
            since: pod.creationTimestamp,
          }),
        ],
        remediation: [
          {
            text: `Check the image ${pod.images.join(', ')} and correct it in the template.`,
            danger: 'disruptive',
            precheck:
              'With ordered pod management the pod must be deleted as well after the template is mended.',
          },
        ],
      }),
    ),
};

const configError: Rule = {
  id: 'pod.config-error',
  axis: 'availability',
  needs: ['pods'],
  find: situation =>
    eachFailure(
      situation,
      'config',
      ({ ordinal, podName, pod }, { trouble }) => ({
        severity: 'error',
        ordinal,
        title: `${podName} cannot start: container ${trouble.container} cannot be created.`,
        explanation:
          'Usually a ConfigMap, a Secret or one of its keys is missing, or the command does not exist in the image.',
        evidence: [
          evidenceOf('Pod', pod, {
            field: `status.containerStatuses[${trouble.container}].state.waiting`,
            observed: [trouble.waitingReason, trouble.waitingMessage]
              .filter(Boolean)
              .join(': '),
            expected: 'running',
            since: pod.creationTimestamp,
          }),
        ],
        remediation: [
          {
            text: 'Create what the message names; the node tries again by itself.',
            danger: 'safe',
          },
        ],
      }),
    ),
};

const unschedulable: Rule = {
  id: 'pod.unschedulable',
  axis: 'availability',
  needs: ['pods'],
  find: situation =>
    eachFailure(
      situation,
      'unschedulable',
      ({ ordinal, podName, pod }, { message }) => ({
        severity: 'error',
        ordinal,
        title: `${podName} cannot be placed on any node.`,
        explanation:
          'No node has room for the pod, satisfies its selector and affinity, tolerates it, and can reach its volume at the same time.',
        evidence: [
          evidenceOf('Pod', pod, {
            field: 'status.conditions[PodScheduled].message',
            observed: message,
            expected: 'scheduled',
            since: pod.unscheduled?.since,
          }),
        ],
        remediation: [
          {
            text: 'Read the scheduler’s message: it counts the nodes and says for each group what does not fit.',
            command: `kubectl describe pod ${podName} --namespace ${pod.namespace}`,
            danger: 'safe',
          },
        ],
      }),
    ),
};

const readinessFailing: Rule = {
  id: 'pod.readiness-failing',
  axis: 'availability',
  needs: ['pods'],
  find: ({ ordinals, now }) =>
    ordinals.flatMap(member => {
      const { ordinal, podName, pod, since } = member;
      return pod && isNotJustStarting(member, now)
        ? {
            severity: 'error' as const,
            ordinal,
            title: `${podName} runs but is not ready${agoInBrackets(since, now)}.`,
            explanation:
              'Its readiness probe fails, so that it gets no traffic, and with ordered pod management no other member is touched until it is ready.',
            evidence: [
              evidenceOf('Pod', pod, {
                field: 'status.conditions[Ready].status',
                observed: 'False',
                expected: 'True',
                since,
              }),
            ],
            remediation: [
              {
                text: `Read the log of ${podName} and the result of its readiness probe.`,
                command: `kubectl describe pod ${podName} --namespace ${pod.namespace}`,
                danger: 'safe' as const,
              },
            ],
          }
        : [];
    }),
};

const nodeLost: Rule = {
  id: 'node.lost',
  axis: 'availability',
  needs: ['pods', 'nodes'],
  suppresses: [
    'pod.crashloop',
    'pod.readiness-failing',
    'pod.terminating-stuck',
  ],
  find: ({ ordinals, now }) =>
    ordinals.flatMap(({ ordinal, podName, node, state }) =>
      node && state === 'lost'
        ? {
            severity: 'critical' as const,
            ordinal,
            title: `${podName} is lost: its node ${node.name} does not report${agoInBrackets(node.readySince, now)}.`,
            explanation:
              'Kubernetes cannot know whether the process still runs and writes, so it does not replace the member until the node answers or is declared dead.',
            evidence: [
              evidenceOf('Node', node, {
                field: 'status.conditions[Ready].status',
                observed: 'Unknown',
                expected: 'True',
                since: node.readySince,
              }),
            ],
            remediation: [
              {
                text: `If node ${node.name} is really powered off, say so: Kubernetes then releases the pod and its volumes.`,
                command: `kubectl taint nodes ${node.name} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`,
                danger: 'data-loss' as const,
                precheck:
                  'The machine is off. Two writers on one volume destroy its data.',
              },
            ],
          }
        : [],
    ),
};

/** What keeps single members from serving. */
export const memberRules: readonly Rule[] = [
  nodeLost,
  unschedulable,
  imagePull,
  configError,
  crashLoop,
  readinessFailing,
];
