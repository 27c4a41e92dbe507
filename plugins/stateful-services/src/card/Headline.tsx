import { VisuallyHidden } from '@backstage/ui';
import { Assessment } from 'backstage-plugin-stateful-services-common';
import { LEVEL_LOOK } from '../status/levelLook';
import { StatusIcon } from '../status/StatusIcon';
import styles from './Headline.module.css';

export interface HeadlineProps {
  readonly assessment: Assessment;
}

/** The one sentence, with the icon of the worst axis, and the next step. */
export function Headline({ assessment }: HeadlineProps) {
  const look = LEVEL_LOOK[assessment.level];
  return (
    <div className={styles.headline}>
      <StatusIcon look={look} size={24} />
      <div>
        <VisuallyHidden>{look.text}</VisuallyHidden>
        <p className={styles.sentence}>{assessment.headline}</p>
        {assessment.nextStep && (
          <p className={styles.nextStep}>{assessment.nextStep}</p>
        )}
      </div>
    </div>
  );
}
