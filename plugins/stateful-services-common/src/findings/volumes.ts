import {
  isExpanding,
  USAGE_WARNING,
} from '../assessment/storage/assessStorage';
import { formatBytes } from '../wording/bytes';
import { eachClaim } from './eachClaim';
import { evidenceOf } from './evidence';
import { Rule, Severity } from './rule';

const USAGE_ERROR = 0.9;
const USAGE_CRITICAL = 0.97;

const INFEASIBLE: ReadonlySet<string> = new Set([
  'ControllerResizeInfeasible',
  'NodeResizeInfeasible',
]);

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

/** What is wrong with bound volumes. */
export const volumeRules: readonly Rule[] = [
  resizeInfeasible,
  resizing,
  usageHigh,
];
