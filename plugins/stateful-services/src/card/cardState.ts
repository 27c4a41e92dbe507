import {
  ClusterReading,
  EntityReport,
} from 'backstage-plugin-stateful-services-common';
import { Reading } from '../hooks/reading';

/** Every way the card can look. */
export type CardState =
  | { readonly kind: 'loading' }
  /** Every cluster was looked in, and there is nothing to show. */
  | { readonly kind: 'empty'; readonly report: EntityReport }
  | { readonly kind: 'ready'; readonly report: EntityReport }
  /** What is shown comes from a part of the clusters or of their resources. */
  | {
      readonly kind: 'partial';
      readonly report: EntityReport;
      readonly unread: readonly ClusterReading[];
    }
  | { readonly kind: 'forbidden' }
  | {
      readonly kind: 'error';
      readonly message: string;
      readonly retrying: boolean;
    };

function stateOfReport(report: EntityReport): CardState {
  if (
    report.selection.kind === 'missing' ||
    report.selection.kind === 'invalid'
  ) {
    return { kind: 'empty', report };
  }
  const unread = report.clusters.filter(({ state }) => state !== 'synced');
  if (unread.length > 0) {
    return { kind: 'partial', report, unread };
  }
  return report.statefulSets.length === 0
    ? { kind: 'empty', report }
    : { kind: 'ready', report };
}

/** What the card shows of what is known. */
export function toCardState(state: Reading<EntityReport>): CardState {
  switch (state.status) {
    case 'loading':
      return { kind: 'loading' };
    case 'ready':
      return stateOfReport(state.answer);
    case 'forbidden':
      return { kind: 'forbidden' };
    case 'error':
      return {
        kind: 'error',
        message: state.message,
        retrying: state.retrying,
      };
    default: {
      const impossible: never = state;
      return impossible;
    }
  }
}
