import { Button } from '@backstage/ui';
import { formatDuration } from 'backstage-plugin-stateful-services-common';
import { LEVEL_LOOK } from '../status/levelLook';
import { Notice } from '../reading/Notice';

export interface StaleNoticeProps {
  readonly ageMs: number;
  readonly reason: string;
  readonly onRetry: () => void;
}

/** Says that what is below is the last that is known, and how old it is. */
export function StaleNotice({ ageMs, reason, onRetry }: StaleNoticeProps) {
  return (
    <Notice
      framed
      look={LEVEL_LOOK.unknown}
      title={`What is below is ${formatDuration(ageMs)} old.`}
      action={
        <Button size="small" variant="secondary" onPress={onRetry}>
          Try again
        </Button>
      }
    >
      <p>{reason}</p>
    </Notice>
  );
}
