import { claimBlocker, ClaimBlocker } from '../assessment/storage/claimBlocker';
import { Situation } from '../assessment/situation';
import { agoInBrackets } from '../wording/duration';
import { eachClaim, FoundClaim } from './each';
import { evidenceOf } from './evidence';
import { Rule, RuleFinding } from './rule';
import { describeCommand, step } from './steps';

/** Asks about each claim that will not be bound for one cause. */
function eachBlocked(
  situation: Situation,
  cause: ClaimBlocker['cause'],
  describe: (found: FoundClaim, podName: string) => RuleFinding,
): readonly RuleFinding[] {
  return eachClaim(situation, (found, ordinal) => {
    const blocker = claimBlocker(ordinal, situation);
    return blocker?.cause === cause && blocker.claim === found.claim
      ? describe(found, ordinal.podName)
      : undefined;
  });
}

const symptoms = [
  'pod.unschedulable.',
  'pod.readiness-failing',
  'pod.init-stuck',
];

const lost: Rule = {
  id: 'pvc.lost',
  axis: 'storage',
  severity: 'critical',
  summary: 'A claim has lost its volume.',
  explanation:
    'The object that describes the disk was deleted. The disk itself may still exist.',
  source: 'kubernetes/kubernetes pkg/controller/volume/persistentvolume',
  needs: ['claims', 'storageClasses'],
  suppresses: symptoms,
  find: situation =>
    eachBlocked(situation, 'lost', ({ claim }, podName) => ({
      title: `${podName} has lost its volume: the PersistentVolume ${claim.volumeName ?? ''} of claim ${claim.name} is gone.`,
      evidence: [
        evidenceOf('PersistentVolumeClaim', claim, [
          'status.phase',
          'Lost',
          'Bound',
        ]),
      ],
      remediation: [
        step(
          'Find the disk at the provider, create the PersistentVolume for it again with the same claimRef, or restore a backup.',
          {
            danger: 'data-loss',
            precheck: 'Nothing has been deleted at the provider.',
          },
        ),
      ],
    })),
};

const classMissing: Rule = {
  id: 'pvc.pending.class-missing',
  axis: 'storage',
  severity: 'error',
  summary: 'A claim names a storage class that does not exist.',
  explanation:
    'A claim names the class that is to provide its volume. Nobody serves a class that is not there.',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
  needs: ['claims', 'storageClasses'],
  suppresses: symptoms,
  find: situation =>
    eachBlocked(situation, 'classMissing', ({ claim }, podName) => ({
      title: `${podName} cannot start: its volume is waiting${agoInBrackets(claim.creationTimestamp, situation.now)} because storage class "${claim.storageClassName}" does not exist.`,
      evidence: [
        evidenceOf(
          'PersistentVolumeClaim',
          claim,
          [
            'spec.storageClassName',
            claim.storageClassName ?? '',
            'a StorageClass of the cluster',
          ],
          claim.creationTimestamp,
        ),
      ],
      remediation: [
        step(
          `Create storage class "${claim.storageClassName}", or name an existing one in the template and create the set and this claim again.`,
          { command: 'kubectl get storageclass' },
        ),
      ],
    })),
};

const noClass: Rule = {
  id: 'pvc.pending.no-class',
  axis: 'storage',
  severity: 'error',
  summary: 'A claim names no storage class, and no default class serves it.',
  explanation:
    'Nobody will provide the volume. An absent name is filled in once a default class exists; an empty one ("") never is.',
  source:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1',
  needs: ['claims', 'storageClasses'],
  suppresses: symptoms,
  find: situation =>
    eachBlocked(situation, 'noClass', ({ claim }, podName) => ({
      title: claim.refusesClass
        ? `${podName} cannot start: its volume refuses every storage class, and no volume was made for it by hand.`
        : `${podName} cannot start: its volume names no storage class, and the cluster has no default one.`,
      evidence: [
        evidenceOf(
          'PersistentVolumeClaim',
          claim,
          [
            'spec.storageClassName',
            claim.refusesClass ? '""' : 'none',
            'a class, or a default class in the cluster',
          ],
          claim.creationTimestamp,
        ),
      ],
      remediation: [
        step(
          'Mark a storage class as the default, or name one in the template and create the set and this claim again.',
          { command: 'kubectl get storageclass' },
        ),
      ],
    })),
};

const provisioning: Rule = {
  id: 'pvc.pending.provisioning',
  axis: 'storage',
  severity: 'warning',
  summary: 'A volume has not been provided for more than two minutes.',
  explanation:
    'The driver behind the storage class is not running, is slow, or is refused by the cloud.',
  source: 'https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/',
  needs: ['claims', 'storageClasses'],
  suppresses: symptoms,
  find: situation =>
    eachBlocked(situation, 'provisioning', ({ claim }, podName) => ({
      title: `${podName} cannot start: its volume has not been provided${agoInBrackets(claim.creationTimestamp, situation.now)}.`,
      evidence: [
        evidenceOf(
          'PersistentVolumeClaim',
          claim,
          ['status.phase', claim.phase, 'Bound'],
          claim.creationTimestamp,
        ),
      ],
      remediation: [
        step('Look at the events of the claim for the answer of the driver.', {
          command: describeCommand('persistentvolumeclaim', claim),
        }),
      ],
    })),
};

const waitConsumer: Rule = {
  id: 'pvc.pending.wait-consumer',
  axis: 'storage',
  severity: 'info',
  summary: 'A claim waits until its pod is placed.',
  explanation:
    'The class provides a volume only where the pod is to run. When the pod cannot be placed, look there.',
  source:
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  needs: ['claims', 'storageClasses'],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const { storageClasses } = situation.observation;
      const waits =
        claim.phase === 'Pending' &&
        !claim.volumeName &&
        storageClasses.read &&
        storageClasses.value.some(
          ({ name, volumeBindingMode }) =>
            name === claim.storageClassName &&
            volumeBindingMode === 'WaitForFirstConsumer',
        );
      return waits
        ? {
            title: `The volume of ${podName} is provided once the pod has been placed on a node.`,
            evidence: [
              evidenceOf('PersistentVolumeClaim', claim, [
                'status.phase',
                'Pending',
                'Bound once the pod is placed',
              ]),
            ],
            remediation: [],
          }
        : undefined;
    }),
};

const staticMismatch: Rule = {
  id: 'pvc.pending.static-mismatch',
  axis: 'storage',
  severity: 'error',
  summary: 'A claim names a volume that it cannot be bound to.',
  explanation:
    'The claim is tied to one PersistentVolume, and that one does not exist or belongs to another claim.',
  source:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume',
  needs: ['claims', 'volumes'],
  suppresses: symptoms,
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const { volumes } = situation.observation;
      if (claim.phase !== 'Pending' || !claim.volumeName || !volumes.read) {
        return undefined;
      }
      const volume = volumes.value.find(
        ({ name }) => name === claim.volumeName,
      );
      const owner = volume?.claim;
      if (volume && (!owner || owner === `${claim.namespace}/${claim.name}`)) {
        return undefined;
      }
      return {
        title: `${podName} cannot start: its claim is tied to volume ${claim.volumeName}, which ${volume ? `belongs to ${owner}` : 'does not exist'}.`,
        evidence: [
          evidenceOf(
            'PersistentVolumeClaim',
            claim,
            [
              'spec.volumeName',
              claim.volumeName,
              'a PersistentVolume that is free or its own',
            ],
            claim.creationTimestamp,
          ),
        ],
        remediation: [
          step(
            'Correct the volume or its claimRef, or create the claim again without a volume name.',
            {
              command: 'kubectl get persistentvolume',
            },
          ),
        ],
      };
    }),
};

const terminating: Rule = {
  id: 'pvc.terminating',
  axis: 'storage',
  severity: 'error',
  summary: 'A claim in use is being deleted.',
  explanation:
    'Only the running pod keeps the claim alive. A deletion cannot be taken back.',
  source:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection',
  needs: ['claims'],
  suppresses: symptoms,
  find: situation =>
    eachClaim(situation, ({ claim }, { podName, pod, wanted }) =>
      claim.deletionTimestamp && (pod ?? wanted)
        ? {
            title:
              pod?.phase === 'Running'
                ? `The volume of ${podName} disappears as soon as the pod stops: its claim ${claim.name} is being deleted.`
                : `${podName} cannot start: its claim ${claim.name} is being deleted.`,
            evidence: [
              evidenceOf(
                'PersistentVolumeClaim',
                claim,
                ['metadata.deletionTimestamp', claim.deletionTimestamp, 'none'],
                claim.deletionTimestamp,
              ),
            ],
            remediation: [
              step(
                `Take a snapshot now and do not restart ${podName}; then set the volume to Retain.`,
                {
                  command: `kubectl patch persistentvolume ${claim.volumeName ?? 'VOLUME'} --type merge --patch '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
                },
              ),
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
  waitConsumer,
  staticMismatch,
  terminating,
];
