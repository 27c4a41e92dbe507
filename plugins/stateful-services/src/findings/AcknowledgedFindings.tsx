import {
  AcknowledgedFinding,
  Acknowledgement,
} from 'backstage-plugin-stateful-services-common';
import styles from './AcknowledgedFindings.module.css';

export interface AcknowledgedFindingsProps {
  readonly findings: readonly AcknowledgedFinding[];
}

function describe({ until, by, reason }: Acknowledgement): string {
  const who = by ? ` by ${by}` : '';
  return reason
    ? `Acknowledged until ${until}${who}: ${reason}`
    : `Acknowledged until ${until}${who}`;
}

/** What somebody has decided to live with: said in passing, so that it is neither forgotten nor in the way. */
export function AcknowledgedFindings({ findings }: AcknowledgedFindingsProps) {
  return (
    <ul className={styles.findings} aria-label="Acknowledged findings">
      {findings.map(({ id, ordinal, title, acknowledgement }) => (
        <li key={`${id} ${ordinal ?? ''} ${title}`}>
          {title}{' '}
          <span className={styles.acknowledgement}>
            {describe(acknowledgement)}
          </span>
        </li>
      ))}
    </ul>
  );
}
