import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { StatefulSetReport } from 'backstage-plugin-stateful-services-common';
import { LEVEL_LOOK } from '../status/levelLook';
import { StatusIcon } from '../status/StatusIcon';
import { SetPanel } from './SetPanel';
import styles from './SetRow.module.css';

export interface SetRowProps {
  readonly set: StatefulSetReport;
  /** What tells the set from the others of the card. */
  readonly title: string;
  readonly now: number;
}

/** A set of which there is little to say, in one line that opens. */
export function SetRow({ set, title, now }: SetRowProps) {
  const [open, setOpen] = useState(false);
  const { assessment } = set;
  return (
    <div className={styles.row}>
      <div className={styles.line}>
        <StatusIcon look={LEVEL_LOOK[assessment.level]} size={18} />
        <strong className={styles.name}>{title}</strong>
        <span className={styles.sentence}>{assessment.headline}</span>
        <Button
          size="small"
          variant="tertiary"
          className={styles.toggle}
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Open'} ${title}`}
          iconEnd={open ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
          onPress={() => setOpen(!open)}
        >
          {open ? 'Close' : 'Open'}
        </Button>
      </div>
      {open && <SetPanel set={set} title={title} withTitle={false} now={now} />}
    </div>
  );
}
