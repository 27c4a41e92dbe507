import { recentWarnings } from '../assessment/recentWarnings';
import { refusalOf } from '../assessment/rollout/refusal';
import { readOrEmpty, Situation } from '../assessment/situation';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { agoInBrackets } from '../wording/duration';
import { claimSymptoms } from './blockedClaims';
import { eachClaim } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

/** What to do about the gRPC codes that drivers answer with, as the CSI specification 1.12 gives them. */
const ADVICE: Readonly<Record<string, string>> = {
  InvalidArgument: 'Correct the parameters of the storage class.',
  ResourceExhausted:
    'Raise the quota at the provider, or choose a class with room.',
  OutOfRange: 'Ask for a size that the driver can provide.',
  PermissionDenied: 'Give the driver the permissions that it lacks.',
  Unauthenticated: 'Renew the credentials of the driver.',
};

function adviceFor(message: string): string {
  const code = /code = (\w+)/.exec(message)?.[1] ?? '';
  return (
    ADVICE[code] ??
    'Mend what the driver complains of; it tries again by itself.'
  );
}

function failureOf(situation: Situation, claim: PersistentVolumeClaimRecord) {
  return claim.phase === 'Pending'
    ? recentWarnings(situation, claim, ['ProvisioningFailed'])[0]
    : undefined;
}

const provisionFailed: Rule = {
  id: 'pvc.pending.provision-failed',
  axis: 'storage',
  severity: 'error',
  summary: 'The driver refuses to provide a volume.',
  explanation:
    'The driver or the cloud behind it answered with an error. It is asked again and again, and the answer stays the same until the cause is gone.',
  source:
    'https://github.com/container-storage-interface/spec/blob/v1.12.0/spec.md#error-scheme',
  needs: ['claims', 'events'],
  suppresses: [...claimSymptoms, 'pvc.pending.provisioning'],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const event = failureOf(situation, claim);
      return (
        event && {
          title: `${podName} cannot start: its volume is refused${agoInBrackets(claim.creationTimestamp, situation.now)}.`,
          evidence: [
            evidenceOf(
              'PersistentVolumeClaim',
              claim,
              ['event ProvisioningFailed', event.message, 'none'],
              event.lastSeen,
            ),
          ],
          remediation: [
            step(adviceFor(event.message), {
              command: describeCommand('persistentvolumeclaim', claim),
            }),
          ],
        }
      );
    }),
};

/** As the external provisioner writes it (kubernetes-csi/external-provisioner 6, `pkg/controller/topology.go`). */
const NO_TOPOLOGY = /no available topology|no topology key found on CSINode/;

/** What keeps the class from making a volume where a pod could run; undefined when nothing does. */
function misplacement(
  situation: Situation,
  claim: PersistentVolumeClaimRecord,
): readonly [field: string, observed: string] | undefined {
  const { zones, storageClasses } = situation.observation;
  const usable = readOrEmpty(zones);
  const allowed = readOrEmpty(storageClasses).find(
    ({ name }) => name === claim.storageClassName,
  )?.allowedZones;
  if (usable.length > 0 && allowed?.every(zone => !usable.includes(zone))) {
    return ['allowedTopologies of its storage class', allowed.join(', ')];
  }
  const event = failureOf(situation, claim);
  return event && NO_TOPOLOGY.test(event.message)
    ? ['event ProvisioningFailed', event.message]
    : undefined;
}

const topology: Rule = {
  id: 'pvc.pending.topology',
  axis: 'storage',
  severity: 'error',
  summary: 'A storage class makes volumes only where no node is.',
  explanation:
    'The class is limited to zones that no usable node is in, or the nodes do not say where they are.',
  source:
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies',
  needs: ['claims', 'storageClasses', 'zones'],
  suppresses: [
    ...claimSymptoms,
    'pvc.pending.provisioning',
    'pvc.pending.provision-failed',
    'pvc.pending.wait-consumer',
  ],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const found =
        claim.phase === 'Pending' ? misplacement(situation, claim) : undefined;
      return (
        found && {
          title: `${podName} cannot start: class "${claim.storageClassName ?? ''}" makes volumes only where no usable node is.`,
          evidence: [
            evidenceOf(
              'PersistentVolumeClaim',
              claim,
              [
                ...found,
                `zones with usable nodes: ${readOrEmpty(situation.observation.zones).join(', ') || 'none named'}`,
              ],
              claim.creationTimestamp,
            ),
          ],
          remediation: [
            step(
              'Bring the allowed topologies of the class and the zones of the nodes together.',
              {
                command: `kubectl get storageclass ${claim.storageClassName ?? ''} --output yaml`,
              },
            ),
          ],
        }
      );
    }),
};

const quota: Rule = {
  id: 'pvc.quota',
  axis: 'storage',
  severity: 'error',
  summary: 'The quota of the namespace leaves no room for a claim.',
  explanation:
    'The controller creates the claims of a member before its pod. While the quota refuses one, the member is not created.',
  source: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  needs: ['pods', 'events'],
  find: situation =>
    situation.ordinals.flatMap(ordinal => {
      const refusal = refusalOf(ordinal, situation);
      return refusal?.cause === 'claimQuota'
        ? {
            ordinal: ordinal.ordinal,
            title: `${ordinal.podName} cannot be created: the storage quota of namespace ${situation.set.namespace} is used up.`,
            evidence: [
              evidenceOf(
                'StatefulSet',
                situation.set,
                ['event FailedCreate', refusal.answer, 'room in the quota'],
                refusal.event.lastSeen,
              ),
            ],
            remediation: [
              step(
                'Raise the quota, or delete claims that nobody needs any more.',
                {
                  command: `kubectl describe resourcequota --namespace ${situation.set.namespace}`,
                },
              ),
            ],
          }
        : [];
    }),
};

/** What the driver or the namespace refuses. */
export const provisioningRules: readonly Rule[] = [
  topology,
  provisionFailed,
  quota,
];
