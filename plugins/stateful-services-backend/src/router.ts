import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  ReadinessStatus,
  statefulServicesDiagnosticsReadPermission,
} from 'backstage-plugin-stateful-services-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
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
import { WrittenReports } from './reports/writtenReports';
import { createOpenApiRouter } from './schema/openapi';

/** As the OpenAPI document declares them. */
const DEFAULT_PAGE = { limit: 100, offset: 0 };
const DEFAULT_TIMELINE_LIMIT = 50;

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

/**
 * What every page asks for, again and again. The validator looks each path up by patterns that it makes anew for each request,
 * much of the work for a view, so it comes after this; all that it could refuse here is a query, of which nothing is read.
 */
function addEntityReport(router: Router, options: RouterOptions): void {
  const { callers, access, reports, signals, inventory, now } = options;
  const written = new WrittenReports(inventory, now, entity => {
    const selector = reports.selectorOf(entity);
    signals.watch(entity, selector);
    return reports.report(entity, selector);
  });

  router.get(
    '/reports/by-entity/:kind/:namespace/:name',
    async (request, response) => {
      const credentials = await callers.credentials(request);
      const entity = await access.getEntity(request.params, credentials);
      const { bytes, etag } = written.of(entity);
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.setHeader('ETag', etag);
      response.send(bytes);
    },
  );
}

function addReports(router: OpenApiRouter, options: RouterOptions): void {
  const { callers, access, reports, signals, timelines } = options;

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
  const validated = await createOpenApiRouter({
    validatorOptions: {
      validateResponses: options.validateResponses ?? false,
    },
  });
  addOperation(validated, options);
  addReports(validated, options);
  const router = PromiseRouter();
  addEntityReport(router, options);
  router.use(validated);
  return router;
}
