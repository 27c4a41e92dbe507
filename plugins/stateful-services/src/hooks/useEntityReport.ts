import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { statefulServicesApiRef } from '../client/StatefulServicesApi';
import { AnnouncedReading, useAnnouncedReading } from './useAnnouncedReading';

/** Keeps the report of an entity current for as long as the page is visible. */
export function useEntityReport(
  entity: Entity,
): AnnouncedReading<EntityReport> {
  const api = useApi(statefulServicesApiRef);
  const entityRef = stringifyEntityRef(entity);
  return useAnnouncedReading(entityRef, signal =>
    api.getEntityReport(parseEntityRef(entityRef), { signal }),
  );
}
