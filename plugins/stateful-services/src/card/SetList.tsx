import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { StatefulSetReport } from 'backstage-plugin-stateful-services-common';
import { SetPanel } from './SetPanel';
import styles from './SetList.module.css';

export interface SetListProps {
  /** Worst first. */
  readonly sets: readonly StatefulSetReport[];
  readonly now: number;
}

/** One set in full, or several in rows of which the fine ones are folded. */
export function SetList({ sets, now }: SetListProps) {
  const [unfolded, setUnfolded] = useState(false);
  const several = sets.length > 1;
  const fine = sets.filter(({ assessment }) => assessment.level === 'fine');
  const folded = several && fine.length > 1 ? fine : [];
  const shown = sets.filter(set => !folded.includes(set));
  const rest =
    shown.length > 0 ? `${folded.length} more` : `${folded.length} sets`;
  return (
    <>
      {shown.map(set => (
        <SetPanel key={set.key} set={set} named={several} now={now} />
      ))}
      {folded.length > 0 && (
        <div className={styles.fold}>
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={unfolded}
            iconEnd={unfolded ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
            onPress={() => setUnfolded(!unfolded)}
          >
            {`${rest}, all fine`}
          </Button>
        </div>
      )}
      {unfolded &&
        folded.map(set => <SetPanel key={set.key} set={set} named now={now} />)}
    </>
  );
}
