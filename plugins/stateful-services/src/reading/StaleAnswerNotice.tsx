import { LEVEL_LOOK } from '../status/levelLook';
import { Notice } from './Notice';

export interface StaleAnswerNoticeProps {
  /** Why the latest refresh failed. */
  readonly message: string;
}

/** What is shown below is the last that was heard. */
export function StaleAnswerNotice({ message }: StaleAnswerNoticeProps) {
  return (
    <Notice
      framed
      look={LEVEL_LOOK.unknown}
      title="This is not the latest any more."
    >
      <p>{message}</p>
    </Notice>
  );
}
