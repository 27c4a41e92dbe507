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
  readonly now: number;
}

/** A set of which there is little to say, in one line that opens. */
export function SetRow({ set, now }: SetRowProps) {
  const [open, setOpen] = useState(false);
  const { assessment, name } = set;
  return (
    <div className={styles.row}>
      <div className={styles.line}>
        <StatusIcon look={LEVEL_LOOK[assessment.level]} size={18} />
        <strong className={styles.name}>{name}</strong>
        <span className={styles.sentence}>{assessment.headline}</span>
        <Button
          size="small"
          variant="tertiary"
          className={styles.toggle}
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Open'} ${name}`}
          iconEnd={open ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
          onPress={() => setOpen(!open)}
        >
          {open ? 'Close' : 'Open'}
        </Button>
      </div>
      {open && <SetPanel set={set} named={false} now={now} />}
    </div>
  );
}
