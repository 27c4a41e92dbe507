/**
 * Shows the rollout, members and storage of stateful services on their catalog entities.
 *
 * @packageDocumentation
 */

export {
  EntityStatefulServiceCard,
  EntityStatefulServiceHistory,
  StatefulServicesDiagnosticsPage,
  statefulServicesPlugin,
} from './plugin';
export { isStatefulServiceAvailable } from './isStatefulServiceAvailable';
export {
  statefulServicesApiRef,
  type Outcome,
  type StatefulServicesApi,
} from './client/StatefulServicesApi';
