import { ReactNode } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { Level } from 'backstage-plugin-stateful-services-common';
import { LEVEL_LOOK } from '../status/levelLook';
import { StatusIcon } from '../status/StatusIcon';
import styles from './Headline.module.css';

export interface HeadlineProps {
  /** Of the worst axis. */
  readonly level: Level;
  readonly sentence: string;
  /** What to do next. */
  readonly children?: ReactNode;
}

/** The one sentence that says what is going on, and what to do about it. */
export function Headline({ level, sentence, children }: HeadlineProps) {
  const look = LEVEL_LOOK[level];
  return (
    <div className={styles.headline}>
      <StatusIcon look={look} size={24} />
      <div className={styles.content}>
        <VisuallyHidden>{look.text}</VisuallyHidden>
        <p className={styles.sentence}>{sentence}</p>
        {children}
      </div>
    </div>
  );
}
