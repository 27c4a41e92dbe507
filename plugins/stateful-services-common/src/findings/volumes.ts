import { USAGE_WARNING } from '../assessment/storage/assessStorage';
import { byName, readOrEmpty } from '../assessment/situation';
import { formatBytes } from '../wording/bytes';
import { isProduction } from './context';
import { eachClaim, eachMember, onSet } from './each';
import { evidenceOf } from './evidence';
import { Rule, Severity } from './rule';
import { describeCommand, patchCommand, step } from './steps';

const USAGE_ERROR = 0.9;
const USAGE_CRITICAL = 0.97;

function usageSeverity(ratio: number): Severity {
  if (ratio >= USAGE_CRITICAL) {
    return 'critical';
  }
  return ratio >= USAGE_ERROR ? 'error' : 'warning';
}

const usageHigh: Rule = {
  id: 'vol.usage-high',
  axis: 'storage',
  severity: 'warning',
  summary: 'A volume is nearly full.',
  explanation:
    'A database stops writing when its disk is full, and some do not start again on a full disk.',
  source:
    'kubelet metrics kubelet_volume_stats_used_bytes and kubelet_volume_stats_capacity_bytes',
  needs: ['claims', 'volumeUsage'],
  find: situation =>
    eachClaim(situation, ({ claim, usedRatio }, { podName }) =>
      usedRatio !== undefined && usedRatio >= USAGE_WARNING
        ? {
            severity: usageSeverity(usedRatio),
            title: `The volume of ${podName} is ${Math.floor(usedRatio * 100)} % full.`,
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim, [
                'kubelet_volume_stats_used_bytes',
                `${Math.floor(usedRatio * 100)} % of ${formatBytes(claim.capacityBytes ?? 0)}`,
                `below ${USAGE_WARNING * 100} %`,
              ]),
            ],
            remediation: [
              step(
                `Expand claim ${claim.name}, or remove data that is not needed.`,
                {
                  precheck:
                    'The storage class allows expansion. A volume cannot be made smaller again.',
                },
              ),
            ],
          }
        : undefined,
    ),
};

const readOnly: Rule = {
  id: 'vol.readonly',
  axis: 'storage',
  severity: 'critical',
  summary: 'A file system has become read-only.',
  explanation:
    'The kernel stops writing to a disk after errors of the disk. What was written last may be damaged.',
  source:
    'node-problem-detector config/kernel-monitor.json (ReadonlyFilesystem)',
  needs: ['pods', 'nodes'],
  suppresses: ['pod.crashloop'],
  find: situation =>
    eachMember(situation, ({ podName, pod, node }) => {
      const trouble = pod.troubles.find(({ terminatedMessage }) =>
        /read-only file system/i.test(terminatedMessage ?? ''),
      );
      const condition = node?.troubles.find(({ type }) =>
        /read-?only-?filesystem/i.test(type),
      );
      if (!trouble && !condition) {
        return undefined;
      }
      return {
        title: `${podName} cannot write: ${trouble ? 'its file system' : `a file system of node ${node?.name}`} is read-only.`,
        evidence: [
          trouble
            ? evidenceOf(
                'Pod',
                pod,
                [
                  `status.containerStatuses[${trouble.container}].lastState.terminated.message`,
                  trouble.terminatedMessage ?? '',
                  'no error',
                ],
                trouble.endedAt,
              )
            : evidenceOf(
                'Node',
                { namespace: '', name: node?.name ?? '' },
                [`status.conditions[${condition?.type}]`, 'True', 'False'],
                condition?.since,
              ),
        ],
        remediation: [
          step(
            'Check the disk at the provider, and move the member to another node or restore its volume.',
            {
              danger: 'disruptive',
              precheck: 'The other members hold all data.',
            },
          ),
        ],
      };
    }),
};

const reclaimDelete: Rule = {
  id: 'pv.reclaim-delete',
  axis: 'risk',
  severity: 'warning',
  summary: 'Deleting a claim of a production set deletes its data.',
  explanation:
    'The volume is deleted with its claim. Only sets that are labelled as production are asked about.',
  source:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
  needs: ['pods', 'claims', 'volumes'],
  find({ set, ordinals }) {
    const volumes = ordinals
      .flatMap(({ claims }) => claims)
      .flatMap(({ volume }) =>
        volume?.reclaimPolicy === 'Delete' ? volume : [],
      );
    return onSet(isProduction(set) && volumes.length > 0, () => ({
      title: `The data of ${volumes.length} ${volumes.length === 1 ? 'member' : 'members'} of ${set.name} is deleted together with the claim.`,
      evidence: volumes.map(volume =>
        evidenceOf('PersistentVolume', volume, [
          'spec.persistentVolumeReclaimPolicy',
          'Delete',
          'Retain',
        ]),
      ),
      remediation: volumes.map(volume =>
        step(`Retain volume ${volume.name}.`, {
          command: patchCommand('persistentvolume', volume, {
            spec: { persistentVolumeReclaimPolicy: 'Retain' },
          }),
        }),
      ),
    }));
  },
};

const local: Rule = {
  id: 'pv.hostpath-local',
  axis: 'risk',
  severity: 'warning',
  summary: 'A volume is a disk of one node.',
  explanation:
    'The member can run on that node only, and its data is lost with the node.',
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  needs: ['pods', 'claims', 'volumes'],
  find: situation =>
    eachClaim(situation, ({ volume }, { podName }) =>
      volume?.localTo
        ? {
            title: `${podName} is tied to ${volume.localTo}: its volume is a disk of that node.`,
            evidence: [
              evidenceOf('PersistentVolume', volume, [
                'spec.local',
                volume.localTo,
                'a volume that can move',
              ]),
            ],
            remediation: [
              step(
                'Make sure that the service itself keeps copies on other nodes, or use a storage class with volumes that can move.',
              ),
            ],
          }
        : undefined,
    ),
};

const failed: Rule = {
  id: 'pv.failed',
  axis: 'storage',
  severity: 'error',
  summary: 'A volume could not be reclaimed.',
  explanation:
    'The driver could not delete or release the disk. It stays at the provider and costs money.',
  source:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase',
  needs: ['claims', 'volumes'],
  find: ({ observation, set }) =>
    [...readOrEmpty(observation.volumes)].sort(byName).flatMap(volume =>
      volume.phase === 'Failed' && volume.claim && isClaimOf(volume.claim, set)
        ? {
            title: `Volume ${volume.name} of claim ${volume.claim} has failed${volume.message ? `: ${volume.message}` : ''}.`,
            evidence: [
              evidenceOf('PersistentVolume', volume, [
                'status.phase',
                'Failed',
                'Bound',
              ]),
            ],
            remediation: [
              step(
                'Read what the driver answered, and repair its permissions or delete the disk at the provider.',
                {
                  command: describeCommand('persistentvolume', volume),
                },
              ),
            ],
          }
        : [],
    ),
};

const released: Rule = {
  id: 'pv.released',
  axis: 'storage',
  severity: 'warning',
  summary: 'A volume is kept, but belongs to a claim that is gone.',
  explanation:
    'The data is still there. No claim can be bound to it until its claimRef has been cleared.',
  source:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#retain',
  needs: ['claims', 'volumes'],
  find: ({ observation, set }) =>
    [...readOrEmpty(observation.volumes)].sort(byName).flatMap(volume =>
      volume.phase === 'Released' &&
      // Any other policy takes it away in a moment, or lets it fail.
      volume.reclaimPolicy === 'Retain' &&
      volume.claim &&
      isClaimOf(volume.claim, set)
        ? {
            title: `Volume ${volume.name} still holds the data of the deleted claim ${volume.claim}.`,
            evidence: [
              evidenceOf('PersistentVolume', volume, [
                'status.phase',
                'Released',
                'Bound',
              ]),
            ],
            remediation: [
              step('Clear its claimRef to bind it again, or delete it.', {
                command: patchCommand('persistentvolume', volume, {
                  spec: { claimRef: null },
                }),
                precheck:
                  'It is known which of the two is wanted: what is bound again is written to.',
              }),
            ],
          }
        : [],
    ),
};

/** True when the claim, as `namespace/name`, is one that the set makes. */
function isClaimOf(
  claim: string,
  set: {
    readonly namespace: string;
    readonly name: string;
    readonly volumeClaimTemplates: readonly { readonly name: string }[];
  },
): boolean {
  return set.volumeClaimTemplates.some(({ name }) => {
    const prefix = `${set.namespace}/${name}-${set.name}-`;
    return claim.startsWith(prefix) && /^\d+$/.test(claim.slice(prefix.length));
  });
}

/** What is wrong with bound volumes. */
export const volumeRules: readonly Rule[] = [
  readOnly,
  failed,
  released,
  usageHigh,
  reclaimDelete,
  local,
];
