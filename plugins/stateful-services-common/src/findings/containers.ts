import { failureOf, Failure } from '../assessment/judgeMember';
import { Member } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { ContainerTrouble } from '../kubernetes/containerStatuses';
import { agoInBrackets } from '../wording/duration';
import { eachMember } from './each';
import { evidenceOf } from './evidence';
import { Rule, RuleFinding } from './rule';
import { describeCommand, step } from './steps';

const source =
  'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/';

/** Members that flapped longer ago than this are not spoken of. */
const RECENT_MS = 60 * 60_000;

/** Asks about each container that keeps a pod from running for good. */
function eachTrouble(
  situation: Situation,
  kind: Failure['kind'],
  describe: (
    member: Member,
    trouble: ContainerTrouble,
  ) => RuleFinding | undefined,
): readonly RuleFinding[] {
  return eachMember(situation, member => {
    const failure =
      member.state === 'failing'
        ? failureOf(member.pod, situation.now)
        : undefined;
    return failure?.kind === kind && failure.kind !== 'unschedulable'
      ? describe(member, failure.trouble)
      : undefined;
  });
}

function howItEnded({
  waitingReason,
  terminatedReason,
  exitCode,
}: ContainerTrouble): string {
  return [
    waitingReason,
    terminatedReason,
    exitCode !== undefined && `exit code ${exitCode}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function readLog({ podName, pod }: Member, { container }: ContainerTrouble) {
  return step(`Read what the container ${container} wrote before it ended.`, {
    command: `kubectl logs ${podName} --namespace ${pod.namespace} --container ${container} --previous`,
  });
}

/** What an exit code means by convention, when it means something. */
function meaningOf(exitCode: number | undefined): string {
  switch (exitCode) {
    case 126:
    case 127:
      return ' Its command cannot be run or does not exist in the image.';
    case 137:
      return ' It was killed: by its liveness probe, or because the node ran out of memory.';
    case 139:
      return ' It crashed inside its own code (segmentation fault).';
    default:
      return '';
  }
}

const crashLoop: Rule = {
  id: 'pod.crashloop',
  axis: 'availability',
  severity: 'error',
  summary: 'A container ends again and again.',
  explanation:
    'The process in the container ends soon after it has started. What it wrote last usually says why.',
  source,
  needs: ['pods'],
  find: situation =>
    eachTrouble(situation, 'crash', (member, trouble) =>
      trouble.terminatedReason === 'OOMKilled' || trouble.sidecar
        ? undefined
        : {
            title: `${member.podName} keeps ending: container ${trouble.container} has been restarted ${member.pod.restarts} times.`,
            explanation: `The process in the container ends soon after it has started. What it wrote last usually says why.${meaningOf(trouble.exitCode)}`,
            evidence: [
              evidenceOf(
                'Pod',
                member.pod,
                [
                  `status.containerStatuses[${trouble.container}]`,
                  howItEnded(trouble),
                  'running',
                ],
                member.pod.readySince,
              ),
            ],
            remediation: [readLog(member, trouble)],
          },
    ),
};

const sidecarCrash: Rule = {
  id: 'pod.sidecar-init-crash',
  axis: 'availability',
  severity: 'error',
  summary: 'A sidecar ends again and again.',
  explanation:
    'The pod starts its main containers only after its sidecars have started.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
  needs: ['pods'],
  find: situation =>
    eachTrouble(situation, 'crash', (member, trouble) =>
      trouble.sidecar
        ? {
            title: `${member.podName} cannot start: its sidecar ${trouble.container} keeps ending.`,
            evidence: [
              evidenceOf(
                'Pod',
                member.pod,
                [
                  `status.initContainerStatuses[${trouble.container}]`,
                  howItEnded(trouble),
                  'running',
                ],
                trouble.endedAt,
              ),
            ],
            remediation: [readLog(member, trouble)],
          }
        : undefined,
    ),
};

const outOfMemory: Rule = {
  id: 'pod.oom',
  axis: 'availability',
  severity: 'error',
  summary: 'A container was killed because it used more memory than its limit.',
  explanation:
    'The limit counts the page cache of some servers too. A server that sizes its caches by the machine exceeds it.',
  source:
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#exceeding-a-container-s-limits',
  needs: ['pods'],
  suppresses: ['pod.restarts-recent', 'pod.readiness-failing'],
  find: situation =>
    eachMember(situation, member => {
      const { podName, pod } = member;
      const trouble = pod.troubles.find(
        ({ terminatedReason }) => terminatedReason === 'OOMKilled',
      );
      if (!trouble) {
        return undefined;
      }
      const recent =
        situation.now - Date.parse(trouble.endedAt ?? '') < RECENT_MS;
      if (pod.ready && !recent) {
        return undefined;
      }
      return {
        severity: pod.ready ? 'warning' : 'error',
        title: `${podName} was killed for using too much memory${agoInBrackets(trouble.endedAt, situation.now)}.`,
        evidence: [
          evidenceOf(
            'Pod',
            pod,
            [
              `status.containerStatuses[${trouble.container}].lastState.terminated.reason`,
              'OOMKilled',
              'running',
            ],
            trouble.endedAt,
          ),
        ],
        remediation: [
          step(
            `Raise the memory limit of container ${trouble.container}, or lower its caches.`,
            {
              danger: 'disruptive',
              precheck:
                'The members restart one after the other; all of them are ready.',
            },
          ),
        ],
      };
    }),
};

const imagePull: Rule = {
  id: 'pod.image-pull',
  axis: 'availability',
  severity: 'error',
  summary: 'An image cannot be pulled.',
  explanation:
    'The tag does not exist, the registry does not answer, or the node may not pull from it.',
  source:
    'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
  needs: ['pods'],
  find: situation =>
    eachTrouble(situation, 'image', ({ podName, pod }, trouble) => ({
      title: `${podName} cannot start: its image cannot be pulled.`,
      evidence: [
        evidenceOf(
          'Pod',
          pod,
          [
            `status.containerStatuses[${trouble.container}].state.waiting.reason`,
            trouble.waitingReason ?? '',
            'running',
          ],
          pod.creationTimestamp,
        ),
      ],
      remediation: [
        step(
          `Check the image ${pod.images.join(', ')} and correct it in the template.`,
          {
            danger: 'disruptive',
            precheck:
              'With ordered pod management the pod must be deleted as well after the template is mended.',
          },
        ),
      ],
    })),
};

const configError: Rule = {
  id: 'pod.config-error',
  axis: 'availability',
  severity: 'error',
  summary: 'A container cannot be created.',
  explanation:
    'Usually a ConfigMap, a Secret or one of its keys is missing, or the command does not exist in the image.',
  source: 'kubernetes/kubernetes pkg/kubelet/kuberuntime',
  needs: ['pods'],
  find: situation =>
    eachTrouble(situation, 'config', ({ podName, pod }, trouble) => ({
      title: `${podName} cannot start: container ${trouble.container} cannot be created.`,
      evidence: [
        evidenceOf(
          'Pod',
          pod,
          [
            `status.containerStatuses[${trouble.container}].state.waiting`,
            [trouble.waitingReason, trouble.waitingMessage]
              .filter(Boolean)
              .join(': '),
            'running',
          ],
          pod.creationTimestamp,
        ),
      ],
      remediation: [
        step('Create what the message names; the node tries again by itself.', {
          command: describeCommand('pod', pod),
        }),
      ],
    })),
};

/** What ends the containers of members, or keeps them from running. */
export const containerRules: readonly Rule[] = [
  imagePull,
  configError,
  sidecarCrash,
  outOfMemory,
  crashLoop,
];
