import {
  coreServices,
  createBackendPlugin,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { statefulServicesPermissions } from 'backstage-plugin-stateful-services-common';
import {
  ClusterSource,
  clusterSourceExtensionPoint,
} from 'backstage-plugin-stateful-services-node';
import { ClusterRoster } from './clusterRoster';
import { defineClusters } from './clusters/defineClusters';
import { ClusterWatches } from './clusterWatches';
import { startHistory } from './history/startHistory';
import { Inventory } from './inventory/inventory';
import { registerActions } from './outlets/actions';
import { broadcastReportChange } from './outlets/broadcastReportChange';
import { registerMetrics } from './outlets/metrics';
import { scheduleOwnerNotifications } from './outlets/ownerNotifications';
import { ReportSignals } from './outlets/reportSignals';
import { AssessmentCache } from './reports/assessmentCache';
import { EntityAccess } from './reports/entityAccess';
import { EntityReports } from './reports/entityReports';
import { RecentCallers } from './reports/recentCallers';
import { TimedChanges } from './reports/timedChanges';
import { createRouter } from './router';

const SERVICES = {
  actionsRegistry: actionsRegistryServiceRef,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  lifecycle: coreServices.lifecycle,
  logger: coreServices.logger,
  metrics: metricsServiceRef,
  notifications: notificationService,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  scheduler: coreServices.scheduler,
  signals: signalsServiceRef,
};

type Services = {
  readonly [TName in keyof typeof SERVICES]: (typeof SERVICES)[TName]['T'];
};

/**
 * Whoever probes a backend has no credentials. Who asks for the report of an entity is told by the router instead of for each
 * request by the framework, as it keeps that for a moment; it refuses those without credentials.
 */
function addAuthPolicies(httpRouter: HttpRouterService): void {
  for (const path of ['/health', '/readiness', '/reports/by-entity']) {
    httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
  }
}

/** Everything that listens to the inventory is there before the first cluster is watched. */
async function start(
  services: Services,
  sources: readonly ClusterSource[],
): Promise<void> {
  const { httpRouter, lifecycle, logger } = services;
  const now = Date.now;
  const defined = await defineClusters({ ...services, sources, now });
  const inventory = new Inventory(now);
  const assessments = new AssessmentCache(inventory, now, logger);
  const shared = { ...services, inventory, assessments, now };
  const reports = new EntityReports(inventory, assessments, now);
  const signals = new ReportSignals({
    now,
    publish: message => broadcastReportChange(message, services),
  });
  inventory.onChange(change => signals.changed(change));
  const timedChanges = new TimedChanges(inventory, assessments, now);
  const history = await startHistory({
    ...shared,
    onWritten: change => signals.changed(change),
  });
  await scheduleOwnerNotifications({ ...shared, knex: history.knex });
  const roster = new ClusterRoster({
    defined,
    watches: new ClusterWatches(inventory, { ...shared, random: Math.random }),
    logger,
  });
  const access = new EntityAccess(services.catalog, services.permissions, now);

  services.permissionsRegistry.addPermissions(statefulServicesPermissions);
  registerMetrics(shared);
  registerActions(services.actionsRegistry, { access, reports });
  httpRouter.use(
    await createRouter({
      ...shared,
      callers: new RecentCallers(services.httpAuth, now),
      roster,
      reports,
      signals,
      access,
      timelines: history.timelines,
    }),
  );
  addAuthPolicies(httpRouter);

  roster.start();
  lifecycle.addShutdownHook(async () => {
    signals.stop();
    timedChanges.stop();
    await roster.stop();
    await history.stop();
  });
}

/**
 * Watches clusters and reports how each stateful service of the catalog really is.
 *
 * @public
 */
export const statefulServicesPlugin = createBackendPlugin({
  pluginId: 'stateful-services',
  register(env) {
    const sources: ClusterSource[] = [];
    env.registerExtensionPoint(clusterSourceExtensionPoint, {
      addClusterSource: source => {
        sources.push(source);
      },
    });
    env.registerInit({
      deps: SERVICES,
      init: services => start(services, sources),
    });
  },
});
