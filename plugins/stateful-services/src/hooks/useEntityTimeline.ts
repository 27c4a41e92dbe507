import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { Timeline } from 'backstage-plugin-stateful-services-common';
import { statefulServicesApiRef } from '../client/StatefulServicesApi';
import { AnnouncedReading, useAnnouncedReading } from './useAnnouncedReading';

/** Each question is one to the database. A report that is open beside it finds out sooner whether the backend answers. */
export const TIMELINE_INTERVAL_MS = 60_000;

/** Keeps what has happened to an entity current for as long as the page is visible. */
export function useEntityTimeline(
  entity: Entity,
  limit: number,
): AnnouncedReading<Timeline> {
  const api = useApi(statefulServicesApiRef);
  const entityRef = stringifyEntityRef(entity);
  return useAnnouncedReading(
    entityRef,
    signal =>
      api.getEntityTimeline(parseEntityRef(entityRef), { limit, signal }),
    TIMELINE_INTERVAL_MS,
  );
}
