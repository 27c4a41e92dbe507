import {
  ClusterReading,
  ClusterState,
  EntityReport,
} from 'backstage-plugin-stateful-services-common';
import { formatDurationSince } from '../quantities/formatDurationSince';
import { LEVEL_LOOK } from '../status/levelLook';
import {
  describePlaces,
  describeWanted,
  isLookedFor,
} from './describeSelection';
import { Notice } from '../reading/Notice';

export interface PartialNoticeProps {
  readonly report: EntityReport;
  readonly unread: readonly ClusterReading[];
  readonly now: number;
}

const WHAT_IS_WRONG: Readonly<Record<Exclude<ClusterState, 'synced'>, string>> =
  {
    partial: 'can be read in part only',
    syncing: 'is being read for the first time',
    unreachable: 'does not answer',
    forbidden: 'does not let the portal read',
    broken: 'answers with what is no Kubernetes API',
  };

function sentenceFor(cluster: ClusterReading, now: number): string {
  const duration = formatDurationSince(cluster.since, now);
  const what = cluster.state === 'synced' ? '' : WHAT_IS_WRONG[cluster.state];
  return `Cluster ${cluster.title} ${what}${duration ? ` (${duration})` : ''}.`;
}

/** A cluster that is silent is so for all resources alike: what it said of one says it for all. */
function Cause({ cluster }: { readonly cluster: ClusterReading }) {
  if (cluster.state !== 'partial') {
    return cluster.message ? <p>{cluster.message}</p> : null;
  }
  return (
    <>
      {cluster.unread.map(({ resource, namespace, message }) => (
        <p key={`${namespace}/${resource}`}>
          Not read: <code>{resource}</code>
          {namespace && ` of namespace ${namespace}`}. {message}
        </p>
      ))}
    </>
  );
}

/** Says which clusters are missing from what is shown, since when and why. */
export function PartialNotice({ report, unread, now }: PartialNoticeProps) {
  const { clusters, selection, statefulSets } = report;
  const silent = unread.filter(({ state }) => state !== 'partial');
  const heard = clusters.filter(cluster => !silent.includes(cluster));
  const onlySyncing = unread.every(({ state }) => state === 'syncing');
  return (
    <>
      {unread.map(cluster => (
        <Notice
          key={cluster.name}
          framed
          look={onlySyncing ? LEVEL_LOOK.working : LEVEL_LOOK.unknown}
          title={sentenceFor(cluster, now)}
        >
          <Cause cluster={cluster} />
          {statefulSets.length > 0 && cluster.state !== 'partial' && (
            <p>
              What is below is from{' '}
              {heard.map(({ title }) => title).join(', ') || 'before that'}.
            </p>
          )}
        </Notice>
      ))}
      {statefulSets.length === 0 && isLookedFor(selection) && (
        <Notice
          look={LEVEL_LOOK.unknown}
          title={`No StatefulSet that ${describeWanted(selection)} is known so far.`}
        >
          {heard.length > 0 && <p>{describePlaces(heard, selection)}</p>}
        </Notice>
      )}
    </>
  );
}
