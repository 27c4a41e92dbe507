import { GRACE_MS } from '../assessment/judgeMember';
import { readOrEmpty, Situation } from '../assessment/situation';
import { PersistentVolumeRecord } from '../kubernetes/persistentVolume';
import { VolumeAttachmentRecord } from '../kubernetes/volumeAttachment';
import { agoInBrackets } from '../wording/duration';
import { eachClaim } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

const source =
  'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/';

/** What a member shows whose volume does not reach its node. */
const symptoms = [
  'vol.mount-failed',
  'vol.mount-timeout',
  'pod.init-stuck',
  'roll.stuck-ordinal',
];

function attachmentsOf(
  { observation }: Situation,
  volume: PersistentVolumeRecord | undefined,
): readonly VolumeAttachmentRecord[] {
  return volume
    ? readOrEmpty(observation.volumeAttachments)
        .filter(({ volumeName }) => volumeName === volume.name)
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    : [];
}

function isOld(since: string | undefined, now: number): boolean {
  return now - Date.parse(since ?? '') > GRACE_MS.attaching;
}

const multiAttach: Rule = {
  id: 'vol.multi-attach',
  axis: 'storage',
  severity: 'error',
  summary: 'The volume of a member is still attached to another node.',
  explanation:
    'A disk can be attached to one node at a time. While the old node holds it, the member cannot start on the new one.',
  source,
  needs: ['pods', 'claims', 'volumes', 'volumeAttachments'],
  suppresses: ['vol.attach-failed', ...symptoms],
  find: situation =>
    eachClaim(situation, ({ volume }, { podName, pod, state }) => {
      const nodeName = pod?.nodeName;
      const waits =
        state === 'pending' &&
        nodeName !== undefined &&
        volume?.sharesNodes === false &&
        isOld(pod?.startTime ?? pod?.creationTimestamp, situation.now);
      const attachments = waits ? attachmentsOf(situation, volume) : [];
      const held = attachments.find(
        attachment => attachment.attached && attachment.nodeName !== nodeName,
      );
      return held &&
        !attachments.some(a => a.attached && a.nodeName === nodeName)
        ? {
            title: `${podName} cannot start on ${nodeName}: its volume is still attached to ${held.nodeName}.`,
            evidence: [
              evidenceOf(
                'VolumeAttachment',
                held,
                ['status.attached', `true, on ${held.nodeName}`, 'false'],
                held.creationTimestamp,
              ),
            ],
            remediation: [
              step(
                `Find out whether ${held.nodeName} still runs a pod with the volume; if the node is gone for good, taint it as out of service.`,
                {
                  command: `kubectl taint nodes ${held.nodeName} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`,
                  danger: 'data-loss',
                  precheck: `Node ${held.nodeName} is switched off. If it still writes to the disk, the data are destroyed.`,
                },
              ),
            ],
          }
        : undefined;
    }),
};

const attachFailed: Rule = {
  id: 'vol.attach-failed',
  axis: 'storage',
  severity: 'error',
  summary: 'The volume of a member cannot be attached to its node.',
  explanation:
    'The driver or the cloud behind it answered with an error: the disk is elsewhere, the node has no room for another, or a permission is missing.',
  source,
  needs: ['pods', 'claims', 'volumes', 'volumeAttachments'],
  suppresses: symptoms,
  find: situation =>
    eachClaim(situation, ({ volume }, { podName, pod }) => {
      const failed = attachmentsOf(situation, volume).find(
        ({ nodeName, attached, attachError, creationTimestamp }) =>
          nodeName === pod?.nodeName &&
          !attached &&
          attachError !== undefined &&
          isOld(creationTimestamp, situation.now),
      );
      return (
        failed && {
          title: `${podName} cannot start: its volume cannot be attached to ${failed.nodeName}${agoInBrackets(failed.creationTimestamp, situation.now)}.`,
          evidence: [
            evidenceOf(
              'VolumeAttachment',
              failed,
              ['status.attachError.message', failed.attachError ?? '', 'none'],
              failed.creationTimestamp,
            ),
          ],
          remediation: [
            step(
              'Mend what the driver complains of, or how many volumes the node may have.',
              { command: describeCommand('volumeattachment', failed) },
            ),
          ],
        }
      );
    }),
};

const detachFailed: Rule = {
  id: 'vol.detach-failed',
  axis: 'storage',
  severity: 'error',
  summary: 'The volume of a member cannot be detached from a node.',
  explanation:
    'As long as that node does not let it go, the member can start nowhere else.',
  source,
  needs: ['claims', 'volumes', 'volumeAttachments'],
  suppresses: ['vol.multi-attach', 'vol.attach-failed', ...symptoms],
  find: situation =>
    eachClaim(situation, ({ volume }, { podName }) => {
      const failed = attachmentsOf(situation, volume).find(
        ({ deletionTimestamp, detachError }) =>
          detachError !== undefined && isOld(deletionTimestamp, situation.now),
      );
      return (
        failed && {
          title: `The volume of ${podName} cannot be detached from ${failed.nodeName}${agoInBrackets(failed.deletionTimestamp, situation.now)}.`,
          evidence: [
            evidenceOf(
              'VolumeAttachment',
              failed,
              ['status.detachError.message', failed.detachError ?? '', 'none'],
              failed.deletionTimestamp,
            ),
          ],
          remediation: [
            step(`Look at the driver's pod on ${failed.nodeName}.`, {
              command: describeCommand('volumeattachment', failed),
            }),
          ],
        }
      );
    }),
};

/** What keeps volumes from the nodes that need them. */
export const attachingRules: readonly Rule[] = [
  detachFailed,
  multiAttach,
  attachFailed,
];
