import { GRACE_MS } from '../assessment/judgeMember';
import { Member } from '../assessment/ordinal';
import { recentWarnings } from '../assessment/recentWarnings';
import { Situation } from '../assessment/situation';
import { EventRecord } from '../kubernetes/event';
import { agoInBrackets } from '../wording/duration';
import { eachMember } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

function eventEvidence({ pod }: Member, event: EventRecord) {
  return evidenceOf(
    'Pod',
    pod,
    [
      `event ${event.reason}`,
      `${event.message} (${event.count} times)`,
      'none',
    ],
    event.lastSeen,
  );
}

/** The kubelet's complaint about the volumes of a member that has not started within the time. */
function mountTrouble(
  situation: Situation,
  { pod, state }: Member,
  expected: { readonly words: RegExp; readonly afterMs: number },
): EventRecord | undefined {
  const age =
    situation.now - Date.parse(pod.startTime ?? pod.creationTimestamp);
  return state === 'pending' && age > expected.afterMs
    ? recentWarnings(situation, pod, ['FailedMount']).find(({ message }) =>
        expected.words.test(message),
      )
    : undefined;
}

/** What the end of the kubelet's message asks for (1.36, `pkg/volume`). */
function mountAdvice(message: string): string {
  if (/driver name .* not found/.test(message)) {
    return 'Install the CSI driver on the node; its pod there does not run or has not registered.';
  }
  if (/(secret|configmap) .* not found/.test(message)) {
    return 'Create the Secret or ConfigMap that the answer names.';
  }
  return 'Read the answer of the kubelet, and look at the driver and the file system.';
}

const mountFailed: Rule = {
  id: 'vol.mount-failed',
  axis: 'storage',
  severity: 'error',
  summary: 'A volume of a member cannot be mounted.',
  explanation:
    'The kubelet cannot make a volume available to the containers, so that none of them starts. It tries again by itself.',
  source:
    'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/#my-pod-stays-waiting',
  needs: ['pods', 'events'],
  suppresses: ['vol.mount-timeout', 'pod.init-stuck', 'roll.stuck-ordinal'],
  find: situation =>
    eachMember(situation, member => {
      const event = mountTrouble(situation, member, {
        words: /^MountVolume\.\w+ failed/,
        afterMs: GRACE_MS.mounting,
      });
      return (
        event && {
          title: `${member.podName} cannot start: a volume cannot be mounted${agoInBrackets(member.since, situation.now)}.`,
          evidence: [eventEvidence(member, event)],
          remediation: [
            step(mountAdvice(event.message), {
              command: describeCommand('pod', member.pod),
            }),
          ],
        }
      );
    }),
};

const mountTimeout: Rule = {
  id: 'vol.mount-timeout',
  axis: 'storage',
  severity: 'error',
  summary: 'The volumes of a member do not become available in time.',
  explanation:
    'Attaching or mounting takes longer than the kubelet waits. Changing the owner of every file of a large volume (fsGroup) can take that long.',
  source:
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods',
  needs: ['pods', 'events'],
  suppresses: ['pod.init-stuck', 'roll.stuck-ordinal'],
  find: situation =>
    eachMember(situation, member => {
      const event = mountTrouble(situation, member, {
        words: /^Unable to attach or mount volumes/,
        afterMs: GRACE_MS.attaching,
      });
      return (
        event && {
          title: `${member.podName} cannot start: its volumes are not available${agoInBrackets(member.since, situation.now)}.`,
          evidence: [eventEvidence(member, event)],
          remediation: [
            step(
              'Look at the driver; where the volume is large and fsGroup is set, set fsGroupChangePolicy: OnRootMismatch.',
              { command: describeCommand('pod', member.pod) },
            ),
          ],
        }
      );
    }),
};

/** A probe that has ended a container once may have been right. */
const PROBE_KILLS = 2;

const livenessRestart: Rule = {
  id: 'pod.liveness-restart',
  axis: 'availability',
  severity: 'error',
  summary: 'A liveness probe ends a container again and again.',
  explanation:
    'A member that recovers or is busy answers slowly, is killed for it, and starts all over.',
  source:
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  needs: ['pods', 'events'],
  suppresses: ['pod.crashloop', 'pod.restarts-recent', 'pod.readiness-failing'],
  find: situation =>
    eachMember(situation, member => {
      const { pod, podName } = member;
      const event =
        pod.restarts >= PROBE_KILLS
          ? recentWarnings(situation, pod, ['Unhealthy']).find(({ message }) =>
              message.startsWith('Liveness probe failed'),
            )
          : undefined;
      return (
        event && {
          title: `${podName} is ended by its liveness probe: it has been restarted ${pod.restarts} times.`,
          evidence: [eventEvidence(member, event)],
          remediation: [
            step(
              'Give it a startup probe that lasts as long as the slowest recovery, and let the liveness probe fail more often before it counts.',
              { command: describeCommand('pod', pod) },
            ),
          ],
        }
      );
    }),
};

const hookFailed: Rule = {
  id: 'pod.hook-failed',
  axis: 'availability',
  severity: 'warning',
  summary: 'A lifecycle hook of a container fails.',
  explanation:
    'A postStart hook that fails ends its container. A preStop hook that fails leaves undone what had to be done before the end.',
  source:
    'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution',
  needs: ['pods', 'events'],
  find: situation =>
    eachMember(situation, member => {
      const [event] = recentWarnings(situation, member.pod, [
        'FailedPostStartHook',
        'FailedPreStopHook',
      ]);
      return (
        event && {
          title: `The ${event.reason === 'FailedPreStopHook' ? 'preStop' : 'postStart'} hook of ${member.podName} fails.`,
          evidence: [eventEvidence(member, event)],
          remediation: [
            step('Mend the hook; what it answered is in the event.', {
              command: describeCommand('pod', member.pod),
            }),
          ],
        }
      );
    }),
};

/** What the kubelet complains of. */
export const kubeletEventRules: readonly Rule[] = [
  mountFailed,
  mountTimeout,
  livenessRestart,
  hookFailed,
];
