import { recentWarnings } from '../assessment/recentWarnings';
import { Refusal, refusalOf } from '../assessment/rollout/refusal';
import { Situation } from '../assessment/situation';
import { eachMember } from './each';
import { evidenceOf } from './evidence';
import { Rule, RuleFinding } from './rule';
import { describeCommand, step } from './steps';

/** Asks about each member that the API server refuses for one cause. */
function eachRefused(
  situation: Situation,
  cause: Refusal['cause'],
  describe: (
    podName: string,
    answer: string,
  ) => Pick<RuleFinding, 'title' | 'remediation'>,
): readonly RuleFinding[] {
  return situation.ordinals.flatMap(ordinal => {
    const refusal = refusalOf(ordinal, situation);
    return refusal?.cause === cause
      ? {
          ordinal: ordinal.ordinal,
          ...describe(ordinal.podName, refusal.answer),
          evidence: [
            evidenceOf(
              'StatefulSet',
              situation.set,
              ['event FailedCreate', refusal.answer, 'none'],
              refusal.event.lastSeen,
            ),
          ],
        }
      : [];
  });
}

const source =
  'kubernetes/kubernetes pkg/controller/statefulset/stateful_pod_control.go (1.36)';

const createFailed: Rule = {
  id: 'roll.create-failed',
  axis: 'rollout',
  severity: 'error',
  summary: 'The API server refuses a pod of the set.',
  explanation:
    'A quota, a webhook or a rule of the cluster does not let the pod in. The status of the set shows fewer replicas and no reason.',
  source,
  needs: ['pods', 'events'],
  find: situation =>
    eachRefused(situation, 'other', (podName, answer) => ({
      title: `${podName} cannot be created: ${answer}.`,
      remediation: [
        step(
          'Remove what the API server complains of; the controller tries again by itself.',
          { command: describeCommand('statefulset', situation.set) },
        ),
      ],
    })),
};

const podSecurity: Rule = {
  id: 'pod.psa-denied',
  axis: 'rollout',
  severity: 'error',
  summary: 'The namespace does not admit pods like these.',
  explanation:
    'The namespace enforces a Pod Security level that the template does not meet.',
  source:
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  needs: ['pods', 'events'],
  find: situation =>
    eachRefused(situation, 'podSecurity', podName => ({
      title: `${podName} cannot be created: it does not meet the Pod Security level of namespace ${situation.set.namespace}.`,
      remediation: [
        step(
          'Set what the answer names in the securityContext of the template.',
          { command: describeCommand('statefulset', situation.set) },
        ),
      ],
    })),
};

const serviceAccount: Rule = {
  id: 'tpl.service-account',
  axis: 'rollout',
  severity: 'error',
  summary: 'The service account of the template does not exist.',
  explanation:
    'A pod that names a service account is admitted only once that account exists. It is noticed when a pod is to be created.',
  source:
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#serviceaccount-admission-controller',
  needs: ['pods', 'events'],
  find: situation =>
    eachRefused(situation, 'serviceAccount', podName => ({
      title: `${podName} cannot be created: its service account does not exist.`,
      remediation: [
        step('Create the service account, or name another in the template.', {
          command: `kubectl get serviceaccount --namespace ${situation.set.namespace}`,
        }),
      ],
    })),
};

const updateFailed: Rule = {
  id: 'roll.update-failed',
  axis: 'rollout',
  severity: 'error',
  summary: 'The API server refuses to change or delete a pod of the set.',
  explanation:
    'A webhook or a rule of the cluster does not let the controller have its way, so that the rollout waits.',
  source,
  needs: ['pods', 'events'],
  find(situation) {
    const warnings = recentWarnings(situation, situation.set, [
      'FailedUpdate',
      'FailedDelete',
    ]);
    return eachMember(
      situation,
      ({ podName, pod, wanted, onUpdateRevision }) => {
        const event =
          pod.deletionTimestamp || (wanted && onUpdateRevision)
            ? undefined
            : warnings.find(({ message }) =>
                message.split(/\s+/).includes(podName),
              );
        return (
          event && {
            title: `${podName} is not ${event.reason === 'FailedDelete' ? 'deleted' : 'changed'}: ${event.message}.`,
            evidence: [
              evidenceOf(
                'StatefulSet',
                situation.set,
                [`event ${event.reason}`, event.message, 'none'],
                event.lastSeen,
              ),
            ],
            remediation: [
              step(
                'Look at the webhooks and policies that the answer names, and let the controller delete and change pods.',
                { command: describeCommand('statefulset', situation.set) },
              ),
            ],
          }
        );
      },
    );
  },
};

/** What the API server refuses the controller. */
export const refusalRules: readonly Rule[] = [
  podSecurity,
  serviceAccount,
  createFailed,
  updateFailed,
];
