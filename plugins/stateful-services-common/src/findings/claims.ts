import { Ordinal } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { claimBlocker } from '../assessment/storage/claimBlocker';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { agoInBrackets } from '../wording/duration';
import { evidenceOf } from './evidence';
import { eachClaim } from './eachClaim';
import { Rule, RuleFinding } from './rule';

type BlockerCause = NonNullable<ReturnType<typeof claimBlocker>>['cause'];

/** Asks about the first claim of each ordinal that is blocked for one cause. */
function eachBlocked(
  situation: Situation,
  cause: BlockerCause,
  describe: (
    ordinal: Ordinal,
    claim: PersistentVolumeClaimRecord,
  ) => RuleFinding,
): readonly RuleFinding[] {
  return situation.ordinals.flatMap(ordinal => {
    const blocker = claimBlocker(ordinal, situation);
    return blocker?.cause === cause ? describe(ordinal, blocker.claim) : [];
  });
}

const suppressesScheduling = ['pod.unschedulable', 'pod.readiness-failing'];

const classMissing: Rule = {
  id: 'pvc.pending.class-missing',
  axis: 'storage',
  needs: ['claims', 'storageClasses'],
  suppresses: suppressesScheduling,
  find: situation =>
    eachBlocked(situation, 'classMissing', ({ ordinal, podName }, claim) => ({
      severity: 'error',
      ordinal,
      title: `${podName} cannot start: its volume is waiting${agoInBrackets(claim.creationTimestamp, situation.now)} because storage class "${claim.storageClassName}" does not exist.`,
      explanation:
        'A claim names the class that is to provide its volume. Nobody serves a class that is not there.',
      evidence: [
        evidenceOf('PersistentVolumeClaim', claim, {
          field: 'spec.storageClassName',
          observed: claim.storageClassName ?? '',
          expected: 'a StorageClass of the cluster',
          since: claim.creationTimestamp,
        }),
      ],
      remediation: [
        {
          text: `Create storage class "${claim.storageClassName}", or name an existing one in the template and create the set and this claim again.`,
          command: 'kubectl get storageclass',
          danger: 'safe',
        },
      ],
    })),
};

const noClass: Rule = {
  id: 'pvc.pending.no-class',
  axis: 'storage',
  needs: ['claims', 'storageClasses'],
  suppresses: suppressesScheduling,
  find: situation =>
    eachBlocked(situation, 'noClass', ({ ordinal, podName }, claim) => ({
      severity: 'error',
      ordinal,
      title: `${podName} cannot start: its volume names no storage class, and the cluster has no default one.`,
      explanation: 'Nobody will provide the volume.',
      evidence: [
        evidenceOf('PersistentVolumeClaim', claim, {
          field: 'spec.storageClassName',
          observed: 'none',
          expected: 'a class, or a default class in the cluster',
          since: claim.creationTimestamp,
        }),
      ],
      remediation: [
        {
          text: 'Mark a storage class as the default, or name one in the template and create the set and this claim again.',
          command: 'kubectl get storageclass',
          danger: 'safe',
        },
      ],
    })),
};

const provisioning: Rule = {
  id: 'pvc.pending.provisioning',
  axis: 'storage',
  needs: ['claims', 'storageClasses'],
  suppresses: suppressesScheduling,
  find: situation =>
    eachBlocked(situation, 'provisioning', ({ ordinal, podName }, claim) => ({
      severity: 'warning',
      ordinal,
      title: `${podName} cannot start: its volume has not been provided${agoInBrackets(claim.creationTimestamp, situation.now)}.`,
      explanation:
        'The driver behind the storage class is not running, is slow, or is refused by the cloud.',
      evidence: [
        evidenceOf('PersistentVolumeClaim', claim, {
          field: 'status.phase',
          observed: claim.phase,
          expected: 'Bound',
          since: claim.creationTimestamp,
        }),
      ],
      remediation: [
        {
          text: 'Look at the events of the claim for the answer of the driver.',
          command: `kubectl describe persistentvolumeclaim ${claim.name} --namespace ${claim.namespace}`,
          danger: 'safe',
        },
      ],
    })),
};

const lost: Rule = {
  id: 'pvc.lost',
  axis: 'storage',
  needs: ['claims'],
  suppresses: suppressesScheduling,
  find: situation =>
    eachBlocked(situation, 'lost', ({ ordinal, podName }, claim) => ({
      severity: 'critical',
      ordinal,
      title: `${podName} has lost its volume: the PersistentVolume ${claim.volumeName ?? ''} of claim ${claim.name} is gone.`,
      explanation:
        'The object that describes the disk was deleted. The disk itself may still exist.',
      evidence: [
        evidenceOf('PersistentVolumeClaim', claim, {
          field: 'status.phase',
          observed: 'Lost',
          expected: 'Bound',
        }),
      ],
      remediation: [
        {
          text: 'Find the disk at the provider, create the PersistentVolume for it again with the same claimRef, or restore a backup.',
          danger: 'data-loss',
          precheck: 'Nothing has been deleted at the provider.',
        },
      ],
    })),
};

const terminating: Rule = {
  id: 'pvc.terminating',
  axis: 'storage',
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ ordinal, podName, pod }, { claim }) =>
      claim.deletionTimestamp && pod
        ? {
            severity: 'error',
            ordinal,
            title: `The volume of ${podName} disappears as soon as the pod stops: its claim ${claim.name} is being deleted.`,
            explanation:
              'Only the running pod keeps the claim alive. A deletion cannot be taken back.',
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim, {
                field: 'metadata.deletionTimestamp',
                observed: claim.deletionTimestamp,
                expected: 'none',
                since: claim.deletionTimestamp,
              }),
            ],
            remediation: [
              {
                text: `Take a snapshot now and do not restart ${podName}; then set the volume to Retain.`,
                command: `kubectl patch persistentvolume ${claim.volumeName ?? 'VOLUME'} --type merge --patch '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
                danger: 'safe',
              },
            ],
          }
        : undefined,
    ),
};

/** What keeps claims from being bound, or takes them away. */
export const claimRules: readonly Rule[] = [
  lost,
  classMissing,
  noClass,
  provisioning,
  terminating,
];
