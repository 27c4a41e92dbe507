import { Vector } from '../__fixtures__/vectors';
import { Rollout } from '../contract/assessment';

/** A rollout in a few words, e.g. `Blocked: BadRevision (2)`. */
function describeRollout(rollout: Rollout): string {
  switch (rollout.state) {
    case 'Blocked':
      return `Blocked: ${rollout.reason} (${rollout.ordinal ?? '–'})`;
    case 'RollingOut':
    case 'Recreating':
      return `${rollout.state} ${rollout.updated}/${rollout.target}`;
    case 'ScalingDown':
      return `ScalingDown (${rollout.condemned})`;
    case 'ScalingUp':
      return `ScalingUp (${rollout.missing})`;
    case 'Staged':
      return `Staged (${rollout.held} held)`;
    case 'PendingManual':
      return `PendingManual (${rollout.pending})`;
    default:
      return rollout.state;
  }
}

/** What each tool says of each vector, and what we say, as a table. */
export function renderVectorTable(vectors: readonly Vector[]): string {
  const rows = vectors.map(vector => [
    vector.id,
    vector.situation,
    ...vector.others,
    describeRollout(vector.rollout),
    vector.headline,
  ]);
  const header = [
    '',
    'situation',
    'kubectl',
    'Argo CD',
    'kstatus',
    'Helm 3',
    'kapp',
    'ours',
    'our headline',
  ];
  return [header, header.map(() => '---'), ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}
