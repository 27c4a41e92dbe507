import { Ordinal, OrdinalClaim } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import {
  isExpanding,
  USAGE_WARNING,
} from '../assessment/storage/assessStorage';
import { claimBlocker } from '../assessment/storage/claimBlocker';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { formatBytes } from '../wording/bytes';
import { agoInBrackets } from '../wording/duration';
import { evidenceOf } from './evidence';
import { Rule, RuleFinding, Severity } from './rule';

const USAGE_ERROR = 0.9;
const USAGE_CRITICAL = 0.97;

const INFEASIBLE: ReadonlySet<string> = new Set([
  'ControllerResizeInfeasible',
  'NodeResizeInfeasible',
]);

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

/** Asks about each claim that was found. */
function eachClaim(
  situation: Situation,
  describe: (
    ordinal: Ordinal,
    claim: OrdinalClaim & { readonly claim: PersistentVolumeClaimRecord },
  ) => RuleFinding | undefined,
): readonly RuleFinding[] {
  return situation.ordinals.flatMap(ordinal =>
    ordinal.claims.flatMap(({ claim, ...rest }) =>
      claim ? (describe(ordinal, { ...rest, claim }) ?? []) : [],
    ),
  );
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

const resizing: Rule = {
  id: 'pvc.resize.in-progress',
  axis: 'storage',
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ ordinal, podName }, claim) =>
      isExpanding(claim) && !INFEASIBLE.has(claim.claim.resizeStatus ?? '')
        ? {
            severity: 'info',
            ordinal,
            title: `The volume of ${podName} is being expanded from ${formatBytes(claim.claim.capacityBytes ?? 0)} to ${formatBytes(claim.claim.requestBytes ?? 0)}.`,
            explanation:
              'The driver grows the disk first and the node the file system after it.',
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim.claim, {
                field: 'status.capacity.storage',
                observed: formatBytes(claim.claim.capacityBytes ?? 0),
                expected: formatBytes(claim.claim.requestBytes ?? 0),
              }),
            ],
            remediation: [],
          }
        : undefined,
    ),
};

const resizeInfeasible: Rule = {
  id: 'pvc.resize.infeasible',
  axis: 'storage',
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ ordinal, podName }, { claim }) =>
      INFEASIBLE.has(claim.resizeStatus ?? '')
        ? {
            severity: 'error',
            ordinal,
            title: `The volume of ${podName} cannot be expanded to ${formatBytes(claim.requestBytes ?? 0)}.`,
            explanation:
              'The driver or the node refused the new size for good.',
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim, {
                field: 'status.allocatedResourceStatuses.storage',
                observed: claim.resizeStatus ?? '',
                expected: 'no entry',
              }),
            ],
            remediation: [
              {
                text: `Lower the request of claim ${claim.name} to a size that the driver offers, not below its capacity (Kubernetes 1.34 and later).`,
                danger: 'safe',
              },
            ],
          }
        : undefined,
    ),
};

function usageSeverity(ratio: number): Severity {
  if (ratio >= USAGE_CRITICAL) {
    return 'critical';
  }
  return ratio >= USAGE_ERROR ? 'error' : 'warning';
}

const usageHigh: Rule = {
  id: 'vol.usage-high',
  axis: 'storage',
  needs: ['claims', 'volumeUsage'],
  find: situation =>
    eachClaim(situation, ({ ordinal, podName }, { claim, usedRatio }) =>
      usedRatio !== undefined && usedRatio >= USAGE_WARNING
        ? {
            severity: usageSeverity(usedRatio),
            ordinal,
            title: `The volume of ${podName} is ${Math.floor(usedRatio * 100)} % full.`,
            explanation:
              'A database stops writing when its disk is full, and some do not start again on a full disk.',
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim, {
                field: 'kubelet_volume_stats_used_bytes',
                observed: `${Math.floor(usedRatio * 100)} % of ${formatBytes(claim.capacityBytes ?? 0)}`,
                expected: `below ${USAGE_WARNING * 100} %`,
              }),
            ],
            remediation: [
              {
                text: `Expand claim ${claim.name}, or remove data that is not needed.`,
                danger: 'safe',
                precheck:
                  'The storage class allows expansion. A volume cannot be made smaller again.',
              },
            ],
          }
        : undefined,
    ),
};

/** What is wrong with the volumes. */
export const claimRules: readonly Rule[] = [
  lost,
  classMissing,
  noClass,
  provisioning,
  terminating,
  resizeInfeasible,
  resizing,
  usageHigh,
];
