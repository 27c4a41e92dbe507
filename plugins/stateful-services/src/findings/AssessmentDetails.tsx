import { Assessment } from 'backstage-plugin-stateful-services-common';
import { LEVEL_LOOK } from '../status/levelLook';
import { StatusIcon } from '../status/StatusIcon';
import { AcknowledgedFindings } from './AcknowledgedFindings';
import { FindingItem } from './FindingItem';
import styles from './AssessmentDetails.module.css';

export interface AssessmentDetailsProps {
  readonly id: string;
  readonly assessment: Assessment;
  readonly now: number;
}

const AXES = [
  { key: 'rollout', name: 'Rollout' },
  { key: 'availability', name: 'Availability' },
  { key: 'storage', name: 'Storage' },
  { key: 'risk', name: 'Risk' },
] as const;

/** Everything behind the headline: the four axes, every finding, and what could not be read. */
export function AssessmentDetails({
  id,
  assessment,
  now,
}: AssessmentDetailsProps) {
  const { acknowledged, findings, levels, unknowns } = assessment;
  return (
    <div id={id} className={styles.details}>
      <dl className={styles.axes}>
        {AXES.map(({ key, name }) => (
          <div key={key} className={styles.axis}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.level}>
              <StatusIcon look={LEVEL_LOOK[levels[key]]} size={14} />
              {LEVEL_LOOK[levels[key]].text}
            </dd>
          </div>
        ))}
      </dl>
      {unknowns.length > 0 && (
        <ul className={styles.unknowns} aria-label="Could not be read">
          {unknowns.map(({ input, message }) => (
            <li key={input}>
              Not known: {input}. {message}
            </li>
          ))}
        </ul>
      )}
      {findings.length > 0 ? (
        <ul className={styles.findings} aria-label="Findings">
          {findings.map(finding => (
            <FindingItem
              key={`${finding.id} ${finding.ordinal ?? ''} ${finding.title}`}
              finding={finding}
              now={now}
            />
          ))}
        </ul>
      ) : (
        <p className={styles.none}>No findings.</p>
      )}
      {acknowledged.length > 0 && (
        <AcknowledgedFindings findings={acknowledged} />
      )}
    </div>
  );
}
