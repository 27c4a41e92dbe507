import { Availability, Rollout, Storage } from '../contract/assessment';
import { Severity } from '../contract/finding';
import { Level } from '../contract/level';
import { MemberState } from '../contract/member';

/** From the least to the most that something needs a person. What is unknown may be anything but is not known to burn. */
const ASCENDING: readonly Level[] = [
  'fine',
  'working',
  'unknown',
  'attention',
  'critical',
];

/** @public */
export function worstLevel(levels: readonly Level[]): Level {
  return levels.reduce<Level>(
    (worst, level) =>
      ASCENDING.indexOf(level) > ASCENDING.indexOf(worst) ? level : worst,
    'fine',
  );
}

/**
 * Orders levels worst first.
 *
 * @public
 */
export function compareLevels(a: Level, b: Level): number {
  return ASCENDING.indexOf(b) - ASCENDING.indexOf(a);
}

export function levelOfSeverity(severity: Severity): Level {
  switch (severity) {
    case 'critical':
    case 'error':
      return 'critical';
    case 'warning':
      return 'attention';
    case 'info':
      return 'fine';
    default:
      return severity satisfies never;
  }
}

export function levelOfRollout({ state }: Rollout): Level {
  switch (state) {
    case 'Complete':
    case 'ScaledToZero':
      return 'fine';
    case 'Deleting':
    case 'NotObserved':
    case 'Recreating':
    case 'ScalingDown':
    case 'ScalingUp':
    case 'RollingOut':
    case 'Settling':
    case 'Staged':
      return 'working';
    case 'Stalled':
    case 'PendingManual':
    case 'StagedNone':
      return 'attention';
    case 'Blocked':
      return 'critical';
    case 'Unknown':
      return 'unknown';
    default:
      return state satisfies never;
  }
}

/** While a change is being applied, a member that is away is part of the work. */
export function levelOfAvailability(
  { state }: Availability,
  rollout: Level,
): Level {
  switch (state) {
    case 'Full':
    case 'None':
      return 'fine';
    case 'Soaking':
    case 'Starting':
      return 'working';
    case 'Reduced':
    case 'AtRisk':
      return rollout === 'working' ? 'working' : 'attention';
    case 'QuorumLost':
    case 'Down':
      return 'critical';
    case 'Unknown':
      return 'unknown';
    default:
      return state satisfies never;
  }
}

export function levelOfStorage({ state }: Storage): Level {
  switch (state) {
    case 'Bound':
    case 'None':
      return 'fine';
    case 'Pending':
    case 'Expanding':
      return 'working';
    case 'Filling':
    case 'Blocked':
      return 'attention';
    case 'Lost':
      return 'critical';
    case 'Unknown':
      return 'unknown';
    default:
      return state satisfies never;
  }
}

export function levelOfMember(state: MemberState): Level {
  switch (state) {
    case 'available':
      return 'fine';
    case 'missing':
    case 'pending':
    case 'notReady':
    case 'settling':
    case 'terminating':
      return 'working';
    case 'conflict':
    case 'failing':
    case 'lost':
      return 'critical';
    default:
      return state satisfies never;
  }
}
