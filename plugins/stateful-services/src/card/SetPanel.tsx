import { useId, useState } from 'react';
import {
  Assessment,
  StatefulSetReport,
} from 'backstage-plugin-stateful-services-common';
import { AssessmentDetails } from '../findings/AssessmentDetails';
import { MemberStrip } from '../strip/MemberStrip';
import { Headline } from './Headline';
import { NextStep } from './NextStep';
import { SetFooter } from './SetFooter';
import { StorageLine } from './StorageLine';
import { WorstFinding } from './WorstFinding';
import styles from './SetPanel.module.css';

export interface SetPanelProps {
  readonly set: StatefulSetReport;
  /** What tells the set from the others of the card. */
  readonly title: string;
  /** False where the title has been said already, or there are no others. */
  readonly withTitle: boolean;
  readonly now: number;
}

/** The worst finding, as what the headline is about or as something besides it. Mere information is neither. */
function splitWorst({ findings, headline }: Assessment) {
  const worst = findings.find(({ severity }) => severity !== 'info');
  return worst && headline.includes(worst.title)
    ? { cause: worst }
    : { besides: worst };
}

/** One StatefulSet: what is going on, its members, its storage and the worst that was found. */
export function SetPanel({ set, title, withTitle, now }: SetPanelProps) {
  const { assessment, name } = set;
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const { cause, besides } = splitWorst(assessment);
  return (
    <section className={styles.panel} aria-label={title}>
      {withTitle && <h4 className={styles.title}>{title}</h4>}
      <Headline level={assessment.level} sentence={assessment.headline}>
        <NextStep assessment={assessment} cause={cause} shown={besides} />
      </Headline>
      <MemberStrip name={name} assessment={assessment} now={now} />
      <StorageLine name={name} storage={assessment.storage} />
      {besides && !open && <WorstFinding finding={besides} />}
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
