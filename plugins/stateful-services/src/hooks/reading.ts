import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { ReportOutcome } from '../client/StatefulServicesApi';

/** What is known of the report of an entity at this moment. */
export type EntityReportState =
  | { readonly status: 'loading' }
  | {
      readonly status: 'ready';
      readonly report: EntityReport;
      /** When the report came in, by the clock of the browser. */
      readonly receivedAt: number;
      /** Why the latest refresh failed; the report is then the last one that came in. */
      readonly failure?: string;
    }
  | { readonly status: 'forbidden' }
  | {
      readonly status: 'error';
      readonly message: string;
      readonly retrying: boolean;
    };

function withFailure(
  state: EntityReportState,
  message: string,
): EntityReportState {
  return state.status === 'ready'
    ? { ...state, failure: message }
    : { status: 'error', message, retrying: false };
}

/** The state after an answer. A failed refresh keeps the last report; a refused one does not. */
export function afterOutcome(
  state: EntityReportState,
  outcome: ReportOutcome,
  now: number,
): EntityReportState {
  switch (outcome.kind) {
    case 'report':
      return { status: 'ready', report: outcome.report, receivedAt: now };
    case 'forbidden':
      return { status: 'forbidden' };
    case 'notFound':
      return {
        status: 'error',
        message:
          'The backend does not find this entity in the catalog, or you may not see it. Ask its owner, or reload the page if it was registered just now.',
        retrying: false,
      };
    case 'failed':
      return withFailure(state, outcome.message);
    case 'aborted':
      return state;
    default: {
      const impossible: never = outcome;
      return impossible;
    }
  }
}
