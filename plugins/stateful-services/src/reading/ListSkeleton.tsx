import { Skeleton } from '@backstage/ui';
import styles from './ListSkeleton.module.css';

const ROWS = [0, 1, 2, 3];

export interface ListSkeletonProps {
  /** What is being read, for those who do not see the outline. */
  readonly label: string;
}

/** The outline of a list that is to come. */
export function ListSkeleton({ label }: ListSkeletonProps) {
  return (
    <div role="status" aria-label={label} className={styles.rows}>
      {ROWS.map(row => (
        <Skeleton key={row} className={styles.bone} height={44} />
      ))}
    </div>
  );
}
