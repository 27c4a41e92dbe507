import { RiLockLine } from '@remixicon/react';
import { Notice } from './Notice';

export interface ForbiddenViewProps {
  /** What may not be seen. */
  readonly title: string;
  /** Name of the permission that is needed. */
  readonly permission: string;
  /** The entity that it is needed for; absent when for none. */
  readonly entityRef?: string;
}

/** The caller may not see it, and whom to ask for what. */
export function ForbiddenView(props: ForbiddenViewProps) {
  const { title, permission, entityRef } = props;
  return (
    <Notice
      look={{ icon: RiLockLine, text: 'Forbidden', level: 'unknown' }}
      title={title}
    >
      <p>
        Ask those who run the portal for the permission{' '}
        <code>{permission}</code>
        {entityRef !== undefined && (
          <>
            {' '}
            on <code>{entityRef}</code>
          </>
        )}
        .
      </p>
    </Notice>
  );
}
