import { Skeleton } from '@backstage/ui';
import styles from './LoadingView.module.css';

const CELLS = [0, 1, 2];

/** The outline of what is to come, so that nothing jumps when it does. */
export function LoadingView() {
  return (
    <div
      role="status"
      aria-label="Reading the state of the service"
      className={styles.loading}
    >
      <Skeleton className={styles.bone} width="70%" height={24} />
      <div className={styles.cells}>
        {CELLS.map(cell => (
          <Skeleton
            key={cell}
            className={`${styles.bone} ${styles.cell}`}
            height={90}
          />
        ))}
      </div>
      <Skeleton className={styles.bone} width="45%" height={18} />
      <Skeleton className={styles.bone} width="60%" height={16} />
    </div>
  );
}
