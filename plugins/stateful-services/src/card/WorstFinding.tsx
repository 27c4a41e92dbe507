import { Finding } from 'backstage-plugin-stateful-services-common';
import { RemediationStep } from '../findings/RemediationStep';
import { SEVERITY_LOOK } from '../status/findingLook';
import { StatusIcon } from '../status/StatusIcon';
import styles from './WorstFinding.module.css';

export interface WorstFindingProps {
  readonly finding: Finding;
}

/** The worst that was found besides the headline, and the first step that mends it with what that costs. */
export function WorstFinding({ finding }: WorstFindingProps) {
  const look = SEVERITY_LOOK[finding.severity];
  const [first] = finding.remediation;
  return (
    <div className={styles.finding} data-level={look.level}>
      <StatusIcon look={look} size={18} />
      <div className={styles.content}>
        <p className={styles.title}>{finding.title}</p>
        {first && <RemediationStep remediation={first} />}
      </div>
    </div>
  );
}
