import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { Outcome } from '../client/StatefulServicesApi';
import * as absences from './absences';
import * as rollouts from './rollouts';
import * as storage from './storage';

export { NOW } from './build';
export { diagnostics } from './diagnostics';
export { timeline } from './timeline';

const reports = { ...rollouts, ...storage, ...absences };

type ReportName = keyof typeof reports;

/** What the client answers in each situation that the card must show. */
export const outcomes: Readonly<
  Record<
    ReportName | 'forbidden' | 'error' | 'loading',
    Promise<Outcome<EntityReport>>
  >
> = {
  ...(Object.fromEntries(
    Object.entries(reports).map(([name, report]) => [
      name,
      Promise.resolve({ kind: 'answer', answer: report }),
    ]),
    // Object.entries forgets the names that Object.fromEntries puts back.
  ) as Record<ReportName, Promise<Outcome<EntityReport>>>),
  forbidden: Promise.resolve({ kind: 'forbidden' }),
  error: Promise.resolve({
    kind: 'failed',
    message:
      'Asked the portal for the report of component:default/orders-cache and got status 502. Try again; if it stays so, the log of the backend says why.',
  }),
  loading: new Promise<Outcome<EntityReport>>(() => {}),
};

export { reports };
