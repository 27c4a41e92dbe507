import { Remediation } from 'backstage-plugin-stateful-services-common';
import { DANGER_LOOK } from '../status/findingLook';
import { StatusIcon } from '../status/StatusIcon';
import { CopyableCommand } from './CopyableCommand';
import styles from './RemediationStep.module.css';

export interface RemediationStepProps {
  readonly remediation: Remediation;
}

/** One step that mends a cause, what it costs, and what to make sure of before. */
export function RemediationStep({ remediation }: RemediationStepProps) {
  const danger = DANGER_LOOK[remediation.danger];
  return (
    <div className={styles.step}>
      <p className={styles.text}>
        <span>{remediation.text}</span>
        <span className={styles.danger}>
          <StatusIcon look={danger} size={14} />
          {danger.text}
        </span>
      </p>
      {remediation.precheck && (
        <p className={styles.precheck}>Check first: {remediation.precheck}</p>
      )}
      {remediation.command && <CopyableCommand command={remediation.command} />}
    </div>
  );
}
