import { CompoundEntityRef } from '@backstage/catalog-model';
import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  Diagnostics,
  EntityReport,
  Timeline,
} from 'backstage-plugin-stateful-services-common';

/**
 * What came back when the backend was asked for something.
 *
 * @public
 */
export type Outcome<TAnswer> =
  | { readonly kind: 'answer'; readonly answer: TAnswer }
  /** The caller does not have the permission. */
  | { readonly kind: 'forbidden' }
  /** The catalog does not know the entity, or the caller may not see it. */
  | { readonly kind: 'notFound' }
  /** The caller gave up. */
  | { readonly kind: 'aborted' }
  /** `message` says what was tried, what came back and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Asks the stateful-services backend. Nothing rejects: what can go wrong is a value.
 *
 * @public
 */
export interface StatefulServicesApi {
  getEntityReport(
    entityRef: CompoundEntityRef,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Outcome<EntityReport>>;
  /** The latest entries of the history; `limit` is at most 200. */
  getEntityTimeline(
    entityRef: CompoundEntityRef,
    options: { readonly limit: number; readonly signal?: AbortSignal },
  ): Promise<Outcome<Timeline>>;
  getDiagnostics(options?: {
    readonly signal?: AbortSignal;
  }): Promise<Outcome<Diagnostics>>;
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
