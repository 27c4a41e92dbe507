import {
  formatBytes,
  ResourceDiagnostics,
} from 'backstage-plugin-stateful-services-common';
import { CopyableCommand } from '../findings/CopyableCommand';
import { formatDurationSince } from '../quantities/formatDurationSince';
import { StatusIcon } from '../status/StatusIcon';
import { READING_LOOK } from './clusterLook';
import styles from './ClusterTable.module.css';
import { describeRule } from './describeRule';

export interface ResourceRowProps {
  readonly reading: ResourceDiagnostics;
  readonly now: number;
  /** False where the cluster says for all of its resources what went wrong. */
  readonly withFailure: boolean;
}

/** How one resource is read; below it, what went wrong and what would mend it. */
export function ResourceRow({ reading, now, withFailure }: ResourceRowProps) {
  const { resource, namespace, state, missingRule } = reading;
  const lastFailure = withFailure ? reading.lastFailure : undefined;
  const look = READING_LOOK[state];
  return (
    <>
      <tr>
        <th scope="row">
          {resource}
          {namespace !== undefined && (
            <span className={styles.namespace}> in {namespace}</span>
          )}
        </th>
        <td>
          <span className={styles.state}>
            <StatusIcon look={look} size={16} />
            {look.text} for {formatDurationSince(reading.since, now)}
          </span>
        </td>
        <td className={styles.number}>
          {formatDurationSince(reading.heardAt, now) ?? '–'}
        </td>
        <td className={styles.number}>{reading.objects}</td>
        <td className={styles.number}>{reading.unreadable}</td>
        <td className={styles.number}>{reading.events}</td>
        <td className={styles.number}>{formatBytes(reading.receivedBytes)}</td>
        <td className={styles.number}>{reading.watchRestarts}</td>
      </tr>
      {(lastFailure || missingRule) && (
        <tr className={styles.trouble}>
          <td colSpan={8}>
            {lastFailure && (
              <p>
                Last failure {formatDurationSince(lastFailure.at, now)} ago:{' '}
                {lastFailure.message}
              </p>
            )}
            {missingRule && (
              <>
                <p>Add this rule to the role of the portal:</p>
                <CopyableCommand command={describeRule(missingRule)} />
              </>
            )}
          </td>
        </tr>
      )}
    </>
  );
}
