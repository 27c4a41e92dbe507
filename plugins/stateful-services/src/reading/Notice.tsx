import { ReactNode } from 'react';
import { Look } from '../status/look';
import { StatusIcon } from '../status/StatusIcon';
import styles from './Notice.module.css';

export interface NoticeProps {
  readonly look: Look;
  /** The one sentence that matters. */
  readonly title: string;
  readonly children?: ReactNode;
  /** A button at the end. */
  readonly action?: ReactNode;
  /** True for what the rest of the card stands below, false when it is all there is to say. */
  readonly framed?: boolean;
}

/** A sentence with an icon, what it means, and what to do. */
export function Notice(props: NoticeProps) {
  const { look, title, children, action, framed = false } = props;
  return (
    <div
      className={framed ? `${styles.notice} ${styles.framed}` : styles.notice}
    >
      <StatusIcon look={look} size={20} />
      <div className={styles.content}>
        <p className={styles.title}>{title}</p>
        {children}
        {action && <div>{action}</div>}
      </div>
    </div>
  );
}
