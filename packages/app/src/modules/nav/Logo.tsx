import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './Logo.module.css';

/** The mark of the portal, with its name beside it while the sidebar is open. */
export function Logo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.logo}
      aria-label="Start page"
    >
      <svg viewBox="0 0 20 18" className={styles.mark} aria-hidden="true">
        <rect width="20" height="5" rx="2.5" />
        <rect y="6.5" width="20" height="5" rx="2.5" opacity="0.75" />
        <rect y="13" width="20" height="5" rx="2.5" opacity="0.5" />
      </svg>
      {isOpen && <span className={styles.name}>Stateful Services</span>}
    </Link>
  );
}
