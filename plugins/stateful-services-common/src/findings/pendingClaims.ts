import { askedSince } from '../assessment/storage/claimBlocker';
import { agoInBrackets } from '../wording/duration';
import { claimSymptoms, eachBlocked } from './blockedClaims';
import { eachClaim } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

const classMissing: Rule = {
  id: 'pvc.pending.class-missing',
  axis: 'storage',
  severity: 'error',
  summary: 'A claim names a storage class that does not exist.',
  explanation:
    'A claim names the class that is to provide its volume. Nobody serves a class that is not there.',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
  needs: ['claims', 'storageClasses'],
  suppresses: [...claimSymptoms, 'pvc.pending.provision-failed'],
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
  suppresses: claimSymptoms,
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
  suppresses: claimSymptoms,
  find: situation =>
    eachBlocked(situation, 'provisioning', ({ claim }, podName) => ({
      title: `${podName} cannot start: its volume has not been provided${agoInBrackets(askedSince(claim), situation.now)}.`,
      evidence: [
        evidenceOf(
          'PersistentVolumeClaim',
          claim,
          ['status.phase', claim.phase, 'Bound'],
          askedSince(claim),
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
        !claim.nodeSelectedAt &&
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
  suppresses: claimSymptoms,
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const { volumes } = situation.observation;
      if (
        claim.phase !== 'Pending' ||
        !claim.volumeName ||
        claim.bindCompleted ||
        !volumes.read
      ) {
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

/** What keeps claims from being bound. */
export const pendingClaimRules: readonly Rule[] = [
  classMissing,
  noClass,
  provisioning,
  waitConsumer,
  staticMismatch,
];
