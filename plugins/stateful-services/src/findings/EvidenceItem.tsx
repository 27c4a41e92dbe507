import { Evidence } from 'backstage-plugin-stateful-services-common';
import { formatDurationSince } from '../quantities/formatDurationSince';
import styles from './EvidenceItem.module.css';

export interface EvidenceItemProps {
  readonly evidence: Evidence;
  readonly now: number;
}

/** One observed fact: object, field, what is there and what should be. */
export function EvidenceItem({ evidence, now }: EvidenceItemProps) {
  const { object, field, observed, expected } = evidence;
  const duration = formatDurationSince(evidence.since, now);
  const name = object.namespace
    ? `${object.namespace}/${object.name}`
    : object.name;
  return (
    <li className={styles.evidence}>
      <code className={styles.field}>
        {object.kind} {name} → {field}
      </code>
      <dl className={styles.values}>
        <div>
          <dt>observed</dt> <dd>{observed}</dd>
        </div>
        <div>
          <dt>expected</dt> <dd>{expected}</dd>
        </div>
        {duration && (
          <div>
            <dt>for</dt> <dd>{duration}</dd>
          </div>
        )}
      </dl>
    </li>
  );
}
