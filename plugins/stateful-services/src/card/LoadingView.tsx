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
      <Skeleton width="70%" height={22} />
      <div className={styles.cells}>
        {CELLS.map(cell => (
          <Skeleton key={cell} className={styles.cell} height={90} />
        ))}
      </div>
      <Skeleton width="45%" height={18} />
      <Skeleton width="100%" height={28} />
    </div>
  );
}
