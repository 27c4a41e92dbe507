import { useId, useState } from 'react';
import { StatefulSetReport } from 'backstage-plugin-stateful-services-common';
import { AssessmentDetails } from '../findings/AssessmentDetails';
import { MemberStrip } from '../strip/MemberStrip';
import { Headline } from './Headline';
import { SetFooter } from './SetFooter';
import { StorageLine } from './StorageLine';
import { WorstFinding } from './WorstFinding';
import styles from './SetPanel.module.css';

export interface SetPanelProps {
  readonly set: StatefulSetReport;
  /** True when the name must be said because there are others. */
  readonly named: boolean;
  readonly now: number;
}

/** One StatefulSet: what is going on, its members, its storage and the worst that was found. */
export function SetPanel({ set, named, now }: SetPanelProps) {
  const { assessment, name } = set;
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const [worst] = assessment.findings;
  return (
    <section
      className={named ? `${styles.panel} ${styles.named}` : styles.panel}
      aria-label={name}
    >
      {named && <h4 className={styles.name}>{name}</h4>}
      <Headline assessment={assessment} />
      <MemberStrip name={name} assessment={assessment} now={now} />
      <StorageLine name={name} storage={assessment.storage} />
      {worst && worst.severity !== 'info' && !open && (
        <WorstFinding finding={worst} nextStep={assessment.nextStep} />
      )}
      <SetFooter
        set={set}
        open={open}
        detailsId={detailsId}
        onToggle={() => setOpen(!open)}
      />
      {open && (
        <AssessmentDetails id={detailsId} assessment={assessment} now={now} />
      )}
    </section>
  );
}
