import { useEffect } from 'react';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  EntityReport,
  REPORT_CHANGED_CHANNEL,
  reportChangedSignalSchema,
} from 'backstage-plugin-stateful-services-common';
import { statefulServicesApiRef } from '../client/StatefulServicesApi';
import { Reading } from './reading';
import { useReading } from './useReading';

export interface EntityReportReading {
  readonly state: Reading<EntityReport>;
  /** True when changes are announced, so that they show at once and not only with the slow refresh. */
  readonly announced: boolean;
  readonly refresh: () => void;
}

function isAbout(message: unknown, entityRef: string): boolean {
  const signal = reportChangedSignalSchema.safeParse(message);
  return (
    signal.success &&
    signal.data.entityRef.toLocaleLowerCase('en-US') === entityRef
  );
}

/** Keeps the report of an entity current for as long as the page is visible. */
export function useEntityReport(entity: Entity): EntityReportReading {
  const api = useApi(statefulServicesApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const entityRef = stringifyEntityRef(entity);
  const { state, refresh } = useReading(entityRef, signal =>
    api.getEntityReport(parseEntityRef(entityRef), { signal }),
  );

  useEffect(() => {
    const subscription = signals?.subscribe(REPORT_CHANGED_CHANNEL, message => {
      if (isAbout(message, entityRef)) {
        refresh();
      }
    });
    return () => subscription?.unsubscribe();
  }, [signals, entityRef, refresh]);

  return { state, announced: signals !== undefined, refresh };
}
