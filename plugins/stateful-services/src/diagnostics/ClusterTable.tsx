import { ClusterDiagnostics } from 'backstage-plugin-stateful-services-common';
import { formatDurationSince } from '../quantities/formatDurationSince';
import { StatusIcon } from '../status/StatusIcon';
import { READING_LOOK } from './clusterLook';
import styles from './ClusterTable.module.css';
import { ResourceRow } from './ResourceRow';

export interface ClusterTableProps {
  readonly cluster: ClusterDiagnostics;
  readonly now: number;
}

const NUMBERS = [
  'Last heard',
  'Objects',
  'Not understood',
  'Events',
  'Received',
  'Watches restarted',
];

/** How each resource of a cluster is read. */
export function ClusterTable({ cluster, now }: ClusterTableProps) {
  const { name, title, state, since, message, resources } = cluster;
  const look = READING_LOOK[state];
  return (
    <section className={styles.cluster} aria-label={`Cluster ${title}`}>
      <h2 className={styles.title}>
        {title}
        {title !== name && <span className={styles.name}> {name}</span>}
      </h2>
      <p className={styles.state}>
        <StatusIcon look={look} size={20} />
        {look.text} for {formatDurationSince(since, now)}
        {message && `: ${message}`}
      </p>
      <div
        className={styles.scroll}
        role="group"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide tables scroll, so the keyboard must reach them
        tabIndex={0}
        aria-label={`Resources of ${title}`}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Resource</th>
              <th scope="col">State</th>
              {NUMBERS.map(column => (
                <th key={column} scope="col" className={styles.number}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {resources.map(reading => (
              <ResourceRow
                key={`${reading.resource}/${reading.namespace ?? ''}`}
                reading={reading}
                now={now}
                withFailure={state !== 'unreachable'}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
