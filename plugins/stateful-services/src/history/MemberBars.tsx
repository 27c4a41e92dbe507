import { MemberBar } from './layoutMembers';
import styles from './MemberBars.module.css';

export interface MemberBarsProps {
  readonly bars: readonly MemberBar[];
}

const percent = (ratio: number) => `${(ratio * 100).toFixed(2)}%`;

/** When each member of a rollout stopped and started again, on one axis of time: the slow one stands out. */
export function MemberBars({ bars }: MemberBarsProps) {
  return (
    <ol
      className={styles.bars}
      aria-label="Members in the order of the rollout"
    >
      {bars.map(({ ordinal, start, stopping, starting, text, slow }) => (
        <li key={ordinal} className={styles.member}>
          <span className={styles.name}>Member {ordinal}</span>
          <span className={styles.axis} aria-hidden>
            <span
              className={styles.stopping}
              style={{
                marginInlineStart: percent(start),
                width: percent(stopping),
              }}
            />
            <span
              className={styles.starting}
              data-slow={slow || undefined}
              style={{ width: percent(starting) }}
            />
          </span>
          <span className={styles.text} data-slow={slow || undefined}>
            {text}
          </span>
        </li>
      ))}
    </ol>
  );
}
