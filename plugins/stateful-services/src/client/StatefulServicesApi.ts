import { CompoundEntityRef } from '@backstage/catalog-model';
import { createApiRef } from '@backstage/frontend-plugin-api';
import { EntityReport } from 'backstage-plugin-stateful-services-common';

/**
 * What came back when the report of an entity was asked for.
 *
 * @public
 */
export type ReportOutcome =
  | { readonly kind: 'report'; readonly report: EntityReport }
  /** The caller may not read reports. */
  | { readonly kind: 'forbidden' }
  /** The catalog does not know the entity, or the caller may not see it. */
  | { readonly kind: 'notFound' }
  /** The caller gave up. */
  | { readonly kind: 'aborted' }
  /** `message` says what was tried, what came back and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Reads the reports of the stateful-services backend.
 *
 * @public
 */
export interface StatefulServicesApi {
  /** Never rejects: what can go wrong is a value. */
  getEntityReport(
    entityRef: CompoundEntityRef,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ReportOutcome>;
}

/**
 * The client of the stateful-services backend, in both frontend systems.
 *
 * @public
 */
export const statefulServicesApiRef = createApiRef<StatefulServicesApi>().with({
  id: 'plugin.stateful-services.client',
  pluginId: 'stateful-services',
});
