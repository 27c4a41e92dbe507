/**
 * Shows the rollout, members and storage of stateful services on their catalog entities.
 *
 * @packageDocumentation
 */

export { statefulServicesPlugin, EntityStatefulServiceCard } from './plugin';
export { isStatefulServiceAvailable } from './isStatefulServiceAvailable';
export {
  statefulServicesApiRef,
  type ReportOutcome,
  type StatefulServicesApi,
} from './client/StatefulServicesApi';
