import { HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { EntityTimelines } from './history/entityTimelines';
import { Inventory } from './inventory/inventory';
import { describeReadiness } from './inventory/readiness';
import { ReportSignals } from './outlets/reportSignals';
import { EntityAccess } from './reports/entityAccess';
import { EntityReports } from './reports/entityReports';
import { createOpenApiRouter } from './schema/openapi';

/** As the OpenAPI document declares them. */
const DEFAULT_PAGE = { limit: 100, offset: 0 };
const DEFAULT_TIMELINE_LIMIT = 50;

export interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly inventory: Inventory;
  readonly access: EntityAccess;
  readonly reports: EntityReports;
  readonly signals: ReportSignals;
  readonly timelines: EntityTimelines;
  /** Also checks what is answered against the OpenAPI document; for tests, as it costs time. */
  readonly validateResponses?: boolean;
}

export async function createRouter(options: RouterOptions): Promise<Router> {
  const { httpAuth, inventory, access, reports, signals, timelines } = options;
  const router = await createOpenApiRouter({
    validatorOptions: { validateResponses: options.validateResponses ?? false },
  });

  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/readiness', (_request, response) => {
    const readiness = describeReadiness(inventory);
    response.status(readiness.status === 'starting' ? 503 : 200);
    response.json({
      status: readiness.status,
      clusters: { ...readiness.clusters },
    });
  });

  router.get(
    '/reports/by-entity/:kind/:namespace/:name',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const entity = await access.getEntity(request.params, credentials);
      signals.watch(entity, reports.selectorOf(entity));
      response.json(reports.report(entity));
    },
  );

  router.get(
    '/reports/by-entity/:kind/:namespace/:name/timeline',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const entity = await access.getEntity(request.params, credentials);
      response.json(
        await timelines.read(reports.report(entity), {
          limit: DEFAULT_TIMELINE_LIMIT,
          ...request.query,
        }),
      );
    },
  );

  router.get('/reports', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const entities = await access.getFleet(credentials);
    response.json(
      reports.reportFleet(entities, { ...DEFAULT_PAGE, ...request.query }),
    );
  });

  return router;
}
