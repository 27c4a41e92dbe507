import { ordinalOf } from '../assessment/joinOrdinals';
import { byName, readOrEmpty, Situation } from '../assessment/situation';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { formatBytes } from '../wording/bytes';
import { eachClaim, onSet } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, patchCommand, step } from './steps';

/** A pod that has just been created may be seen before its claims are. */
const CLAIM_GRACE_MS = 15_000;

const missing: Rule = {
  id: 'pvc.missing',
  axis: 'storage',
  severity: 'error',
  summary: 'A member has no claim.',
  explanation:
    'The claim was deleted, or could not be created. A pod that still runs keeps its mounted disk; the next one starts on an empty one.',
  source:
    'kubernetes/kubernetes pkg/controller/statefulset/stateful_pod_control.go',
  needs: ['pods', 'claims'],
  suppresses: ['pod.unschedulable.'],
  find: ({ ordinals, set, now }) =>
    ordinals.flatMap(({ ordinal, podName, pod, wanted, claims }) =>
      claims.flatMap(({ name, claim }) =>
        wanted &&
        pod &&
        !claim &&
        now - Date.parse(pod.creationTimestamp) > CLAIM_GRACE_MS
          ? {
              ordinal,
              title: `${podName} has no claim ${name}.`,
              evidence: [
                evidenceOf(
                  'PersistentVolumeClaim',
                  { namespace: set.namespace, name },
                  ['metadata.name', 'no such claim', name],
                ),
              ],
              remediation: [
                step(
                  'See what the controller says about creating it, and whether somebody deleted it.',
                  {
                    command: describeCommand('statefulset', set),
                  },
                ),
              ],
            }
          : [],
      ),
    ),
};

/** Claims that were made for an ordinal that is not wanted and has no pod. */
function orphans({
  set,
  observation,
  ordinals,
}: Situation): readonly PersistentVolumeClaimRecord[] {
  const present = new Set(ordinals.map(({ ordinal }) => ordinal));
  return readOrEmpty(observation.claims)
    .filter(claim =>
      set.volumeClaimTemplates.some(template => {
        const ordinal = ordinalOf(claim.name, `${template.name}-${set.name}`);
        return (
          ordinal !== undefined &&
          !present.has(ordinal) &&
          !claim.goesWithPod &&
          !claim.deletionTimestamp
        );
      }),
    )
    .sort(byName);
}

const orphan: Rule = {
  id: 'pvc.orphan',
  axis: 'storage',
  severity: 'warning',
  summary: 'Claims of members that no longer exist are kept.',
  explanation:
    'Scaling down leaves the claims behind, so that scaling up finds the data again. Until then their volumes cost money.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  needs: ['pods', 'claims'],
  find(situation) {
    const { set } = situation;
    const found = orphans(situation);
    const bytes = found.reduce(
      (sum, { capacityBytes }) => sum + (capacityBytes ?? 0),
      0,
    );
    const whose =
      set.replicas === 0
        ? 'the members that were scaled away'
        : 'members that no longer exist';
    return onSet(found.length > 0, () => ({
      severity: set.replicas === 0 ? 'info' : 'warning',
      title: `${found.length} ${found.length === 1 ? 'volume' : 'volumes'} (${formatBytes(bytes)}) of ${whose} ${found.length === 1 ? 'is' : 'are'} kept.`,
      evidence: found.map(claim =>
        evidenceOf(
          'PersistentVolumeClaim',
          claim,
          ['metadata.name', claim.name, 'an ordinal that is wanted'],
          claim.creationTimestamp,
        ),
      ),
      remediation: [
        step(
          'Keep them if the set is to grow again. Otherwise take snapshots and delete the claims.',
          {
            danger: 'data-loss',
            command: `kubectl delete persistentvolumeclaim ${found.map(({ name }) => name).join(' ')} --namespace ${set.namespace}`,
            precheck:
              'Nobody needs the data, or a snapshot of each volume exists.',
          },
        ),
      ],
    }));
  },
};

const retentionDelete: Rule = {
  id: 'pvc.retention-delete',
  axis: 'risk',
  severity: 'warning',
  summary: 'Deleting or scaling the set deletes the data.',
  explanation:
    'The claims are deleted with the set or with a member, and the volumes with the claims: one command destroys the data for good.',
  source:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  needs: ['pods', 'claims', 'volumes'],
  find({ set, ordinals }) {
    const { whenDeleted, whenScaled } = set.retention;
    const volume = ordinals
      .flatMap(({ claims }) => claims)
      .find(candidate => candidate.volume?.reclaimPolicy === 'Delete')?.volume;
    const field = whenDeleted === 'Delete' ? 'whenDeleted' : 'whenScaled';
    return onSet(
      Boolean(volume) && (whenDeleted === 'Delete' || whenScaled === 'Delete'),
      () => ({
        title: `The data of ${set.name} is deleted for good when the set is ${whenDeleted === 'Delete' ? 'deleted' : 'scaled down'}.`,
        evidence: [
          evidenceOf('StatefulSet', set, [
            `spec.persistentVolumeClaimRetentionPolicy.${field}`,
            'Delete',
            'Retain',
          ]),
        ],
        remediation: [
          step('Retain the claims, and write down how to clean up.', {
            command: patchCommand('statefulset', set, {
              spec: {
                persistentVolumeClaimRetentionPolicy: {
                  whenDeleted: 'Retain',
                  whenScaled: 'Retain',
                },
              },
            }),
          }),
        ],
      }),
    );
  },
};

const sizeDrift: Rule = {
  id: 'pvc.drift.size',
  axis: 'storage',
  severity: 'warning',
  summary: 'A volume is smaller than the template says.',
  explanation:
    'The template of a set cannot be changed, so that it was created again with another size while the claims stayed: members have disks of different size.',
  source:
    'KEP-4650, https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ claim, template }, { podName, wanted }) => {
      const wantedBytes = situation.set.volumeClaimTemplates.find(
        ({ name }) => name === template,
      )?.requestBytes;
      const { requestBytes } = claim;
      return wanted &&
        wantedBytes !== undefined &&
        requestBytes !== undefined &&
        requestBytes < wantedBytes
        ? {
            title: `The volume of ${podName} is asked for with ${formatBytes(requestBytes)}, the template says ${formatBytes(wantedBytes)}.`,
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim, [
                'spec.resources.requests.storage',
                formatBytes(requestBytes),
                formatBytes(wantedBytes),
              ]),
            ],
            remediation: [
              step(`Raise the request of claim ${claim.name}.`, {
                command: patchCommand('persistentvolumeclaim', claim, {
                  spec: {
                    resources: { requests: { storage: String(wantedBytes) } },
                  },
                }),
                precheck:
                  'The storage class allows expansion. A volume cannot be made smaller again.',
              }),
            ],
          }
        : undefined;
    }),
};

const classDrift: Rule = {
  id: 'pvc.drift.class',
  axis: 'storage',
  severity: 'warning',
  summary: 'A volume is of another class than the template says.',
  explanation:
    'Members have disks of different kinds, so that they differ in speed or safety. The class of a claim cannot be changed.',
  source:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  needs: ['claims'],
  find: situation =>
    eachClaim(situation, ({ claim, template }, { podName, wanted }) => {
      const expected = situation.set.volumeClaimTemplates.find(
        ({ name }) => name === template,
      )?.storageClassName;
      return wanted &&
        claim.phase === 'Bound' &&
        expected &&
        claim.storageClassName !== expected
        ? {
            title: `The volume of ${podName} is of class "${claim.storageClassName ?? ''}", the template says "${expected}".`,
            evidence: [
              evidenceOf(
                'PersistentVolumeClaim',
                claim,
                [
                  'spec.storageClassName',
                  claim.storageClassName ?? 'none',
                  expected,
                ],
                claim.creationTimestamp,
              ),
            ],
            remediation: [
              step(
                `Migrate one member at a time: delete claim ${claim.name} and pod ${podName}, and let the member copy its data from the others.`,
                {
                  danger: 'data-loss',
                  precheck: 'All other members are ready and hold all data.',
                },
              ),
            ],
          }
        : undefined;
    }),
};

/** Where the claims do not fit the set. */
export const driftRules: readonly Rule[] = [
  missing,
  orphan,
  retentionDelete,
  sizeDrift,
  classDrift,
];
