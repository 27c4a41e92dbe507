import { RiLockLine } from '@remixicon/react';
import { statefulServicesReportReadPermission } from 'backstage-plugin-stateful-services-common';
import { Notice } from './Notice';

export interface ForbiddenViewProps {
  readonly entityRef: string;
}

/** The caller may not see the report, and whom to ask for what. */
export function ForbiddenView({ entityRef }: ForbiddenViewProps) {
  return (
    <Notice
      look={{ icon: RiLockLine, text: 'Forbidden', level: 'unknown' }}
      title="You may not see the state of this service."
    >
      <p>
        Ask those who run the portal for the permission{' '}
        <code>{statefulServicesReportReadPermission.name}</code> on{' '}
        <code>{entityRef}</code>.
      </p>
    </Notice>
  );
}
