import { Finding } from 'backstage-plugin-stateful-services-common';
import { SEVERITY_LOOK } from '../status/findingLook';
import { StatusIcon } from '../status/StatusIcon';
import { EvidenceItem } from './EvidenceItem';
import { RemediationStep } from './RemediationStep';
import styles from './FindingItem.module.css';

export interface FindingItemProps {
  readonly finding: Finding;
  readonly now: number;
}

/** A finding in full: what, why, the evidence, and the steps that mend it. */
export function FindingItem({ finding, now }: FindingItemProps) {
  const look = SEVERITY_LOOK[finding.severity];
  return (
    <li className={styles.finding}>
      <div className={styles.heading}>
        <StatusIcon look={look} size={18} />
        <p className={styles.title}>
          {finding.title} <span className={styles.severity}>{look.text}</span>
        </p>
      </div>
      <div className={styles.body}>
        <p className={styles.explanation}>{finding.explanation}</p>
        <ul className={styles.list} aria-label="Evidence">
          {finding.evidence.map(evidence => (
            <EvidenceItem
              key={`${evidence.object.kind} ${evidence.object.name} ${evidence.field}`}
              evidence={evidence}
              now={now}
            />
          ))}
        </ul>
        {finding.remediation.length > 0 && (
          <ol className={styles.list} aria-label="What to do">
            {finding.remediation.map(remediation => (
              <li key={remediation.text}>
                <RemediationStep remediation={remediation} />
              </li>
            ))}
          </ol>
        )}
      </div>
    </li>
  );
}
