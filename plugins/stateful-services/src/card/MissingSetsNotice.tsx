import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { LEVEL_LOOK } from '../status/levelLook';
import { describePlaces, nameOfSet } from './describeSelection';
import { Notice } from '../reading/Notice';

export interface MissingSetsNoticeProps {
  readonly report: EntityReport;
}

/** Names the sets that the entity names and that were not found, beside those that were. */
export function MissingSetsNotice({ report }: MissingSetsNoticeProps) {
  const { selection, statefulSets, clusters } = report;
  if (selection.kind !== 'sets' || statefulSets.length === 0) {
    return null;
  }
  const missing = selection.sets.filter(
    wanted =>
      !statefulSets.some(
        ({ cluster, namespace, name }) =>
          (wanted.cluster ?? cluster) === cluster &&
          wanted.namespace === namespace &&
          wanted.name === name,
      ),
  );
  return missing.length === 0 ? null : (
    <Notice
      framed
      look={LEVEL_LOOK.unknown}
      title={`Not found: StatefulSet ${missing.map(nameOfSet).join(', ')}.`}
    >
      <p>{describePlaces(clusters, selection)}</p>
    </Notice>
  );
}
