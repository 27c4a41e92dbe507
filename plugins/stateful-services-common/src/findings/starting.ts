import { isNotJustStarting } from '../assessment/judgeMember';
import { probeBudgetSeconds } from '../kubernetes/containers';
import { agoInBrackets } from '../wording/duration';
import { eachMember } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

const INIT_STUCK_MS = 10 * 60_000;

const readinessFailing: Rule = {
  id: 'pod.readiness-failing',
  axis: 'availability',
  severity: 'error',
  summary: 'A member runs and does not become ready.',
  explanation:
    'Its readiness probe fails, so that it gets no traffic, and with ordered pod management no other member is touched until it is ready.',
  source:
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  needs: ['pods'],
  find: situation =>
    eachMember(situation, member => {
      const { podName, pod, since } = member;
      return isNotJustStarting(member, situation.now)
        ? {
            title: `${podName} runs but is not ready${agoInBrackets(since, situation.now)}.`,
            evidence: [
              evidenceOf(
                'Pod',
                pod,
                ['status.conditions[Ready].status', 'False', 'True'],
                since,
              ),
            ],
            remediation: [
              step(
                `Read the log of ${podName} and the result of its readiness probe.`,
                { command: describeCommand('pod', pod) },
              ),
            ],
          }
        : undefined;
    }),
};

const startupSlow: Rule = {
  id: 'pod.startup-slow',
  axis: 'availability',
  severity: 'warning',
  summary: 'A container takes longer to start than its startup probe allows.',
  explanation:
    'The kubelet is about to restart it, and what it has done so far begins anew.',
  source:
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe',
  needs: ['pods'],
  suppresses: ['roll.stuck-ordinal'],
  find: situation =>
    eachMember(situation, ({ podName, pod, state }) => {
      const slow = pod.starting.find(({ container, since }) => {
        const probe = situation.set.template.containers.find(
          ({ name }) => name === container,
        )?.startup;
        return (
          probe &&
          situation.now - Date.parse(since) > probeBudgetSeconds(probe) * 1000
        );
      });
      return slow && state === 'notReady'
        ? {
            title: `${podName} takes longer to start than its startup probe allows${agoInBrackets(slow.since, situation.now)}.`,
            evidence: [
              evidenceOf(
                'Pod',
                pod,
                [
                  `status.containerStatuses[${slow.container}].started`,
                  'false',
                  'true',
                ],
                slow.since,
              ),
            ],
            remediation: [
              step(
                'Raise failureThreshold of the startup probe, so that a long recovery can end.',
                {
                  danger: 'disruptive',
                  precheck: 'The log shows that the member makes progress.',
                },
              ),
            ],
          }
        : undefined;
    }),
};

const initStuck: Rule = {
  id: 'pod.init-stuck',
  axis: 'availability',
  severity: 'error',
  summary: 'An init container does not end.',
  explanation:
    'The main containers start after it. It often waits for another member or service.',
  source: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
  needs: ['pods'],
  suppresses: ['roll.stuck-ordinal'],
  find: situation =>
    eachMember(situation, ({ podName, pod, state }) => {
      const stuck = pod.initializing.find(
        ({ since }) => situation.now - Date.parse(since) > INIT_STUCK_MS,
      );
      return stuck && state === 'pending'
        ? {
            title: `${podName} does not start: its init container ${stuck.container} does not end${agoInBrackets(stuck.since, situation.now)}.`,
            evidence: [
              evidenceOf(
                'Pod',
                pod,
                [
                  `status.initContainerStatuses[${stuck.container}].state`,
                  'running',
                  'ended',
                ],
                stuck.since,
              ),
            ],
            remediation: [
              step(`Read what ${stuck.container} is waiting for.`, {
                command: `kubectl logs ${podName} --namespace ${pod.namespace} --container ${stuck.container}`,
              }),
            ],
          }
        : undefined;
    }),
};

/** What keeps members that run from becoming ready. */
export const startingRules: readonly Rule[] = [
  initStuck,
  startupSlow,
  readinessFailing,
];
