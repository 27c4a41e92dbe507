import { Assessment, Finding } from 'backstage-plugin-stateful-services-common';
import { RemediationStep } from '../findings/RemediationStep';
import styles from './NextStep.module.css';

export interface NextStepProps {
  readonly assessment: Assessment;
  /** The finding that the headline is about, when it is about one. */
  readonly cause?: Finding;
  /** Another finding that the card shows with its first step. */
  readonly shown?: Finding;
}

/** What to do about the headline: in full when it comes from a finding, and never said twice. */
export function NextStep({ assessment, cause, shown }: NextStepProps) {
  const first = cause?.remediation[0];
  if (first) {
    return <RemediationStep remediation={first} />;
  }
  const { nextStep } = assessment;
  return nextStep && nextStep !== shown?.remediation[0]?.text ? (
    <p className={styles.step}>{nextStep}</p>
  ) : null;
}
