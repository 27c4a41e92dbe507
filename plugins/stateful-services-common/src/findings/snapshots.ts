import { readOrEmpty, Situation } from '../assessment/situation';
import { VolumeSnapshotRecord } from '../kubernetes/volumeSnapshot';
import { agoInBrackets, formatDuration } from '../wording/duration';
import { isProduction } from './context';
import { eachClaim, onSet } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { describeCommand, step } from './steps';

const source = 'https://kubernetes.io/docs/concepts/storage/volume-snapshots/';

const DAY_MS = 24 * 60 * 60_000;
const SLOW_MS = 30 * 60_000;

/** Newest first. */
function snapshotsOf(
  { observation, set }: Situation,
  claimName: string,
): readonly VolumeSnapshotRecord[] {
  return readOrEmpty(observation.volumeSnapshots)
    .filter(
      snapshot =>
        snapshot.claimName === claimName &&
        snapshot.namespace === set.namespace,
    )
    .sort(
      (a, b) =>
        Date.parse(b.creationTimestamp) - Date.parse(a.creationTimestamp) ||
        (a.name < b.name ? -1 : 1),
    );
}

const failed: Rule = {
  id: 'snap.failed',
  axis: 'risk',
  severity: 'warning',
  summary: 'The newest snapshot of a volume has failed.',
  explanation: 'The volume cannot be brought back to that time.',
  source,
  needs: ['claims', 'volumeSnapshots'],
  suppresses: ['snap.stale'],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const [newest] = snapshotsOf(situation, claim.name);
      const age = situation.now - Date.parse(newest?.creationTimestamp ?? '');
      return newest &&
        (newest.error !== undefined || (!newest.readyToUse && age > SLOW_MS))
        ? {
            title: `The newest snapshot of the volume of ${podName} is not usable${agoInBrackets(newest.creationTimestamp, situation.now)}.`,
            evidence: [
              evidenceOf(
                'VolumeSnapshot',
                newest,
                newest.error === undefined
                  ? ['status.readyToUse', 'false', 'true']
                  : ['status.error.message', newest.error, 'none'],
                newest.creationTimestamp,
              ),
            ],
            remediation: [
              step('Read what the driver answered, and mend its class.', {
                command: describeCommand('volumesnapshot', newest),
              }),
            ],
          }
        : undefined;
    }),
};

/** How old the newest snapshot may be: a day, or twice the time between the last two. */
function longestPauseMs(takenAt: readonly number[]): number {
  const [last = 0, before = last] = takenAt;
  return Math.max(DAY_MS, 2 * (last - before));
}

const stale: Rule = {
  id: 'snap.stale',
  axis: 'risk',
  severity: 'warning',
  summary: 'Snapshots of a volume are no longer taken.',
  explanation:
    'The newest usable snapshot is older than a day and than twice the usual interval. What was written since is not in it.',
  source,
  needs: ['claims', 'volumeSnapshots'],
  find: situation =>
    eachClaim(situation, ({ claim }, { podName }) => {
      const usable = snapshotsOf(situation, claim.name).filter(
        ({ readyToUse, takenAt }) => readyToUse && takenAt !== undefined,
      );
      const times = usable
        .map(({ takenAt }) => Date.parse(takenAt ?? ''))
        .sort((a, b) => b - a);
      const newest = usable.find(
        ({ takenAt }) => Date.parse(takenAt ?? '') === times[0],
      );
      const ageMs = situation.now - (times[0] ?? Number.NaN);
      return newest && ageMs > longestPauseMs(times)
        ? {
            title: `The newest snapshot of the volume of ${podName} is ${formatDuration(ageMs)} old.`,
            evidence: [
              evidenceOf(
                'VolumeSnapshot',
                newest,
                [
                  'status.creationTime',
                  newest.takenAt ?? '',
                  `within ${formatDuration(longestPauseMs(times))}`,
                ],
                newest.takenAt,
              ),
            ],
            remediation: [step('Look at what takes the snapshots.')],
          }
        : undefined;
    }),
};

const none: Rule = {
  id: 'snap.none',
  axis: 'risk',
  severity: 'info',
  summary: 'Volumes of a production set have no snapshot.',
  explanation:
    'Where the service is not backed up in another way, there is nothing to go back to.',
  source,
  needs: ['claims', 'volumeSnapshots'],
  find(situation) {
    const { set, claims } = situation;
    const bare = claims.filter(
      ({ found: { claim } }) =>
        claim.phase === 'Bound' &&
        snapshotsOf(situation, claim.name).length === 0,
    );
    return onSet(bare.length > 0 && isProduction(set), () => ({
      title: `${bare.length} of ${claims.length} volumes of ${set.name} have no snapshot.`,
      evidence: bare.map(({ found: { claim } }) =>
        evidenceOf('PersistentVolumeClaim', claim, [
          'VolumeSnapshots of it',
          '0',
          'at least one',
        ]),
      ),
      remediation: [
        step(
          'Take snapshots on a schedule, unless the service is backed up in another way.',
        ),
      ],
    }));
  },
};

/** Whether there is something to go back to. */
export const snapshotRules: readonly Rule[] = [failed, stale, none];
