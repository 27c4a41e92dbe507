import {
  formatDuration,
  Timeline,
} from 'backstage-plugin-stateful-services-common';
import { ENOUGH_SAMPLES } from './layoutMembers';
import styles from './UsualDurations.module.css';

export interface UsualDurationsProps {
  readonly durations: Timeline['durations'];
}

/** What a member takes to be replaced, by those that were, once they are enough to say so. */
export function UsualDurations({ durations }: UsualDurationsProps) {
  const known = durations.filter(({ samples }) => samples >= ENOUGH_SAMPLES);
  return (
    <>
      {known.map(({ key, samples, replacementP50Ms, replacementP95Ms }) => (
        <p key={key} className={styles.line}>
          {durations.length > 1 ? `${key}: a` : 'A'} member usually takes{' '}
          <strong>{formatDuration(replacementP50Ms)}</strong> to be replaced,
          one in twenty more than {formatDuration(replacementP95Ms)} (from{' '}
          {samples} replacements).
        </p>
      ))}
    </>
  );
}
