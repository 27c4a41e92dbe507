import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  ReadinessStatus,
  statefulServicesDiagnosticsReadPermission,
} from 'backstage-plugin-stateful-services-common';
import { Router } from 'express';
import { ClusterRoster } from './clusterRoster';
import { EntityTimelines } from './history/entityTimelines';
import { Inventory } from './inventory/inventory';
import { describeDiagnostics } from './inventory/describeDiagnostics';
import { Readiness } from './inventory/readiness';
import { ReportSignals } from './outlets/reportSignals';
import { authorize } from './reports/authorize';
import { EntityAccess } from './reports/entityAccess';
import { EntityReports } from './reports/entityReports';
import { RecentCallers } from './reports/recentCallers';
import { createOpenApiRouter } from './schema/openapi';

/** As the OpenAPI document declares them. */
const DEFAULT_PAGE = { limit: 100, offset: 0 };
const DEFAULT_TIMELINE_LIMIT = 50;

/**
 * The report of an entity, whatever the plugin is served under. The validator looks each path up by patterns that it makes anew
 * for each request, a tenth of the work for a view; all that it could refuse here is a query, of which nothing is read.
 */
const NOT_LOOKED_UP = /\/reports\/by-entity(?:\/[^/]+){3}$/;

/** Reports would say nothing of any cluster. */
const NOT_READY: ReadonlySet<ReadinessStatus> = new Set(['starting', 'broken']);

export interface RouterOptions {
  readonly callers: RecentCallers;
  readonly permissions: PermissionsService;
  readonly now: () => number;
  readonly inventory: Inventory;
  readonly roster: Pick<ClusterRoster, 'isComplete' | 'unwatched'>;
  readonly access: EntityAccess;
  readonly reports: EntityReports;
  readonly signals: ReportSignals;
  readonly timelines: EntityTimelines;
  /** Also checks what is answered against the OpenAPI document; for tests, as it costs time. */
  readonly validateResponses?: boolean;
}

type OpenApiRouter = Awaited<ReturnType<typeof createOpenApiRouter>>;

/** What those ask for who run the portal. */
function addOperation(router: OpenApiRouter, options: RouterOptions): void {
  const { callers, inventory, permissions, now, roster } = options;
  const readiness = new Readiness(inventory, roster);

  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/readiness', (_request, response) => {
    const { status, clusters } = readiness.describe();
    response.status(NOT_READY.has(status) ? 503 : 200);
    response.json({ status, clusters: { ...clusters } });
  });

  router.get('/diagnostics', async (request, response) => {
    await authorize(permissions, {
      credentials: await callers.credentials(request),
      permission: statefulServicesDiagnosticsReadPermission,
      what: 'see how clusters are read',
    });
    response.json({
      generatedAt: new Date(now()).toISOString(),
      status: readiness.describe().status,
      clusters: inventory.clusters.map(describeDiagnostics),
      unwatched: [...roster.unwatched],
    });
  });
}

function addReports(router: OpenApiRouter, options: RouterOptions): void {
  const { callers, access, reports, signals, timelines } = options;

  router.get(
    '/reports/by-entity/:kind/:namespace/:name',
    async (request, response) => {
      const credentials = await callers.credentials(request);
      const entity = await access.getEntity(request.params, credentials);
      const selector = reports.selectorOf(entity);
      signals.watch(entity, selector);
      response.json(reports.report(entity, selector));
    },
  );

  router.get(
    '/reports/by-entity/:kind/:namespace/:name/timeline',
    async (request, response) => {
      const credentials = await callers.credentials(request);
      const entity = await access.getEntity(request.params, credentials);
      const selector = reports.selectorOf(entity);
      signals.watch(entity, selector);
      response.json(
        await timelines.read(reports.report(entity, selector), {
          limit: DEFAULT_TIMELINE_LIMIT,
          ...request.query,
        }),
      );
    },
  );

  router.get('/reports', async (request, response) => {
    const entities = await access.getFleet(await callers.credentials(request));
    response.json(
      reports.reportFleet(entities, { ...DEFAULT_PAGE, ...request.query }),
    );
  });
}

/** Each route but the probes refuses callers without credentials by itself. */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const router = await createOpenApiRouter({
    validatorOptions: {
      validateResponses: options.validateResponses ?? false,
      ignorePaths: NOT_LOOKED_UP,
    },
  });
  addOperation(router, options);
  addReports(router, options);
  return router;
}
