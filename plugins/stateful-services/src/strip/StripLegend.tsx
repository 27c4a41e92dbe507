import { RiArrowLeftLine } from '@remixicon/react';
import { Assessment } from 'backstage-plugin-stateful-services-common';
import { firstUpdatedOrdinal } from './partitionBoundary';
import styles from './StripLegend.module.css';

export interface StripLegendProps {
  readonly assessment: Assessment;
}

function RevisionKey(props: {
  readonly pattern: 'update' | 'old';
  readonly text: string;
  readonly revision?: string;
}) {
  return (
    <span className={styles.entry}>
      <span className={styles.swatch} data-revision={props.pattern} />
      {props.text}
      {props.revision && (
        <code className={styles.revision}>{props.revision}</code>
      )}
    </span>
  );
}

/** Says what the patterns mean, where updates stop and which way they run; nothing while all is one revision. */
export function StripLegend({ assessment }: StripLegendProps) {
  const { members, partition, updateStrategy } = assessment;
  const old = members.filter(({ revisionState }) => revisionState === 'old');
  const boundary = firstUpdatedOrdinal(assessment);
  if (old.length === 0 && boundary === undefined) {
    return null;
  }
  const oldRevisions = new Set(old.map(({ revision }) => revision));
  const [onlyOld] = oldRevisions.size === 1 ? oldRevisions : [];
  return (
    <div className={styles.legend}>
      {updateStrategy === 'RollingUpdate' && members.length > 1 && (
        <span className={styles.entry}>
          <RiArrowLeftLine aria-hidden size={14} />
          updates run this way
        </span>
      )}
      {boundary !== undefined && (
        <span className={styles.entry}>
          <span className={styles.line} />
          partition {partition}: updates stop here
        </span>
      )}
      {old.length > 0 && (
        <>
          <RevisionKey
            pattern="update"
            text="new"
            revision={assessment.updateRevision}
          />
          <RevisionKey pattern="old" text="old" revision={onlyOld} />
        </>
      )}
    </div>
  );
}
