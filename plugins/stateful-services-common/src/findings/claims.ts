import { claimSymptoms, eachBlocked } from './blockedClaims';
import { eachClaim } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { step } from './steps';

const lost: Rule = {
  id: 'pvc.lost',
  axis: 'storage',
  severity: 'critical',
  summary: 'A claim has lost its volume.',
  explanation:
    'The object that describes the disk was deleted. The disk itself may still exist.',
  source: 'kubernetes/kubernetes pkg/controller/volume/persistentvolume',
  needs: ['claims', 'storageClasses'],
  suppresses: claimSymptoms,
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
  suppresses: claimSymptoms,
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

/** What takes claims or their volumes away. */
export const claimRules: readonly Rule[] = [lost, terminating];
