import { Button } from '@backstage/ui';
import { LEVEL_LOOK } from '../status/levelLook';
import { Notice } from './Notice';

export interface ErrorViewProps {
  /** What could not be read. */
  readonly title: string;
  readonly message: string;
  readonly retrying: boolean;
  readonly onRetry: () => void;
}

/** Nothing is known, and why. */
export function ErrorView(props: ErrorViewProps) {
  const { title, message, retrying, onRetry } = props;
  return (
    <div role="alert">
      <Notice
        look={LEVEL_LOOK.unknown}
        title={title}
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
