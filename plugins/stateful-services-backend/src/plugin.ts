import {
  coreServices,
  createBackendPlugin,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { statefulServicesPermissions } from 'backstage-plugin-stateful-services-common';
import {
  ClusterSource,
  clusterSourceExtensionPoint,
} from 'backstage-plugin-stateful-services-node';
import { defineClusters } from './clusters/defineClusters';
import { startHistory } from './history/startHistory';
import { Inventory } from './inventory/inventory';
import { registerActions } from './outlets/actions';
import { broadcastReportChange } from './outlets/broadcastReportChange';
import { ReportSignals } from './outlets/reportSignals';
import { AssessmentCache } from './reports/assessmentCache';
import { EntityAccess } from './reports/entityAccess';
import { EntityReports } from './reports/entityReports';
import { createRouter } from './router';
import { watchClusters } from './watchClusters';

const SERVICES = {
  actionsRegistry: actionsRegistryServiceRef,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  lifecycle: coreServices.lifecycle,
  logger: coreServices.logger,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  scheduler: coreServices.scheduler,
  signals: signalsServiceRef,
};

/** Whoever probes a backend has no credentials. */
function allowProbes(httpRouter: HttpRouterService): void {
  for (const path of ['/health', '/readiness']) {
    httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
  }
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
      async init(deps) {
        const { config, httpAuth, httpRouter, lifecycle, logger } = deps;
        const now = Date.now;
        const clusters = await defineClusters({ config, sources, logger });
        const inventory = new Inventory(now);
        const assessments = new AssessmentCache(inventory, now, logger);
        const reports = new EntityReports(inventory, assessments, now);
        const signals = new ReportSignals({
          now,
          publish: message => broadcastReportChange(message, deps),
        });
        inventory.onChange(change => signals.changed(change));
        const history = await startHistory({
          ...deps,
          inventory,
          assessments,
          now,
        });

        const access = new EntityAccess(deps.catalog, deps.permissions, now);

        deps.permissionsRegistry.addPermissions(statefulServicesPermissions);
        registerActions(deps.actionsRegistry, { access, reports });
        httpRouter.use(
          await createRouter({
            httpAuth,
            inventory,
            reports,
            signals,
            access,
            timelines: history.timelines,
          }),
        );
        allowProbes(httpRouter);

        const watching = watchClusters(clusters, inventory, {
          logger,
          now,
          random: Math.random,
        });
        lifecycle.addShutdownHook(async () => {
          signals.stop();
          await watching.stop();
          await history.stop();
        });
      },
    });
  },
});
