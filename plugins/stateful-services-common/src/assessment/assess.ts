import { Assessment } from '../contract/assessment';
import { Level } from '../contract/level';
import { AxisFinding, findAll, findUnknowns } from '../findings/catalogue';
import { Axis } from '../findings/rule';
import { Observation } from '../observation/observation';
import { describeHeadline } from '../wording/headline';
import { describeNextStep } from '../wording/nextStep';
import { shortRevision } from '../wording/revision';
import { assessAvailability } from './availability/assessAvailability';
import {
  levelOfAvailability,
  levelOfRollout,
  levelOfSeverity,
  levelOfStorage,
  worstLevel,
} from './levels';
import { assessRollout } from './rollout/assessRollout';
import { describeSituation } from './situation';
import { assessStorage } from './storage/assessStorage';
import { toMember } from './toMember';

type Axes = Pick<Assessment, 'rollout' | 'availability' | 'storage'>;

function levelsOf(
  { rollout, availability, storage }: Axes,
  found: readonly AxisFinding[],
): Record<Axis, Level> {
  const ofFindings = (axis: Axis): readonly Level[] =>
    found
      .filter(candidate => candidate.axis === axis)
      .map(({ finding }) => levelOfSeverity(finding.severity));
  const rolloutLevel = levelOfRollout(rollout);
  return {
    rollout: worstLevel([rolloutLevel, ...ofFindings('rollout')]),
    availability: worstLevel([
      levelOfAvailability(availability, rolloutLevel),
      ...ofFindings('availability'),
    ]),
    storage: worstLevel([levelOfStorage(storage), ...ofFindings('storage')]),
    risk: worstLevel(ofFindings('risk')),
  };
}

/**
 * Judges one StatefulSet: is the wanted state being applied, do the members serve, are the volumes sound, what is at risk.
 *
 * @remarks
 * Pure: the result depends on the arguments alone, not on the order of the collections. An input that could not be
 * read makes what depends on it unknown, never fine.
 *
 * @param context - `now` in milliseconds since the epoch, the only clock that the judgement knows.
 *
 * @public
 */
export function assess(
  observation: Observation,
  context: { readonly now: number },
): Assessment {
  const situation = describeSituation(observation, context.now);
  const { set } = situation;
  const axes: Axes = {
    rollout: assessRollout(situation),
    availability: assessAvailability(situation),
    storage: assessStorage(situation),
  };
  const found = findAll({ ...situation, rollout: axes.rollout });
  const open = found.filter(({ acknowledgement }) => !acknowledgement);
  const levels = levelsOf(axes, open);
  const findings = open.map(({ finding }) => finding);
  const nextStep = describeNextStep(situation, axes.rollout, findings);
  return {
    level: worstLevel(Object.values(levels)),
    levels,
    // What stops a rollout is its cause, also where somebody has decided to live with it.
    headline: describeHeadline(
      situation,
      axes,
      found.map(({ finding }) => finding),
    ),
    ...(nextStep && { nextStep }),
    ...axes,
    replicas: set.replicas,
    startOrdinal: set.startOrdinal,
    partition: situation.partition,
    updateStrategy: set.updateStrategy.type,
    podManagementPolicy: set.podManagementPolicy,
    currentRevision: shortRevision(set.status.currentRevision),
    updateRevision: shortRevision(set.status.updateRevision),
    images: [...set.images],
    members: situation.ordinals.map(ordinal =>
      toMember(ordinal, {
        now: context.now,
        claimsAreRead: observation.claims.read,
      }),
    ),
    findings,
    acknowledged: found.flatMap(({ finding, acknowledgement }) =>
      acknowledgement ? { ...finding, acknowledgement } : [],
    ),
    unknowns: [...findUnknowns(situation)],
  };
}
