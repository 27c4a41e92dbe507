import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { StatefulSetReport } from 'backstage-plugin-stateful-services-common';
import { Headline } from './Headline';
import { SetPanel } from './SetPanel';
import { SetRow } from './SetRow';
import styles from './SetList.module.css';

export interface SetListProps {
  /** Worst first. */
  readonly sets: readonly StatefulSetReport[];
  readonly now: number;
}

/** The name of a set, or all of its key where another set has the same name. */
function titleOf(
  { key, name }: StatefulSetReport,
  sets: readonly StatefulSetReport[],
): string {
  return sets.some(other => other.key !== key && other.name === name)
    ? key
    : name;
}

/** One set in full, or several of which the fine ones are folded. */
export function SetList({ sets, now }: SetListProps) {
  const [unfolded, setUnfolded] = useState(false);
  const fine = sets.filter(({ assessment }) => assessment.level === 'fine');
  const folded = sets.length > 1 ? fine : [];
  const shown = sets.filter(set => !folded.includes(set));
  const allFine = folded.length > 0 && shown.length === 0;
  return (
    <>
      {shown.map(set => (
        <SetPanel
          key={set.key}
          set={set}
          title={titleOf(set, sets)}
          withTitle={sets.length > 1}
          now={now}
        />
      ))}
      {allFine && (
        <Headline
          level="fine"
          sentence={`All ${folded.length} StatefulSets are fine.`}
        />
      )}
      {folded.length > 0 && (
        <div className={styles.fold}>
          <Button
            size="small"
            variant="tertiary"
            className={styles.toggle}
            aria-expanded={unfolded}
            iconEnd={unfolded ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
            onPress={() => setUnfolded(!unfolded)}
          >
            {allFine ? 'Show each' : `${folded.length} more, all fine`}
          </Button>
        </div>
      )}
      {unfolded &&
        folded.map(set => (
          <SetRow
            key={set.key}
            set={set}
            title={titleOf(set, sets)}
            now={now}
          />
        ))}
    </>
  );
}
