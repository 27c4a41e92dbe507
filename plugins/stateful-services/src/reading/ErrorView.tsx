import { Button } from '@backstage/ui';
import { LEVEL_LOOK } from '../status/levelLook';
import { Notice } from './Notice';

export interface ErrorViewProps {
  readonly message: string;
  readonly retrying: boolean;
  readonly onRetry: () => void;
}

/** Nothing is known, and why. */
export function ErrorView({ message, retrying, onRetry }: ErrorViewProps) {
  return (
    <div role="alert">
      <Notice
        look={LEVEL_LOOK.unknown}
        title="The state of this service could not be read."
        action={
          <Button
            size="small"
            variant="secondary"
            isPending={retrying}
            onPress={onRetry}
          >
            Try again
          </Button>
        }
      >
        <p>{message}</p>
      </Notice>
    </div>
  );
}
