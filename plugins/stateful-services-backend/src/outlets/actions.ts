import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CompoundEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  catalogue,
  levelSchema,
  severitySchema,
  statefulServicesReportReadPermission,
} from 'backstage-plugin-stateful-services-common';
import { EntityAccess } from '../reports/entityAccess';
import { EntityReports } from '../reports/entityReports';

export interface ActionSources {
  readonly access: EntityAccess;
  readonly reports: EntityReports;
}

/** What all of the actions have in common: they change nothing, and only those who may read reports see them. */
const READ_ONLY = {
  attributes: { readOnly: true, destructive: false, idempotent: true },
  visibilityPermission: statefulServicesReportReadPermission,
};

function parseRef(entityRef: string): CompoundEntityRef {
  try {
    return parseEntityRef(entityRef, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
  } catch (cause) {
    throw new InputError(
      `"${entityRef}" is no entity reference: write kind:namespace/name, e.g. component:default/orders-cache`,
      cause,
    );
  }
}

function registerList(
  registry: ActionsRegistryService,
  { access, reports }: ActionSources,
): void {
  registry.register({
    ...READ_ONLY,
    name: 'list-stateful-services',
    title: 'List stateful services',
    description:
      'Lists the catalog entities that run StatefulSets and that you may see, worst first, each with its level and a sentence that says what is going on. Asks no cluster anything.',
    schema: {
      input: z =>
        z.object({
          limit: z.number().int().min(1).max(500).default(100),
          offset: z.number().int().min(0).default(0),
        }),
      output: z =>
        z.object({
          totalItems: z.number().describe('Entities before paging'),
          items: z.array(
            z.object({
              entityRef: z.string(),
              level: z.nativeEnum(levelSchema.enum),
              headline: z
                .string()
                .optional()
                .describe('Of the worst set; absent when no set was found'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const entities = await access.getFleet(credentials);
      const { items, totalItems } = reports.reportFleet(entities, input);
      return {
        output: {
          totalItems,
          items: items.map(({ entityRef, level, statefulSets: [worst] }) => ({
            entityRef,
            level,
            headline: worst?.assessment.headline,
          })),
        },
      };
    },
  });
}

function registerReport(
  registry: ActionsRegistryService,
  { access, reports }: ActionSources,
): void {
  registry.register({
    ...READ_ONLY,
    name: 'get-stateful-service-report',
    title: 'Get the report of a stateful service',
    description:
      'Reports the StatefulSets of one catalog entity: rollout, availability, storage, each member, and the findings with evidence and remediation; and which clusters could be read. Asks no cluster anything.',
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe(
              'kind:namespace/name; kind "component" and namespace "default" may be left out',
            ),
        }),
      // What lies deeper is described by the OpenAPI document and passes as it is.
      output: z =>
        z.object({
          entityRef: z.string(),
          generatedAt: z.string(),
          level: z.nativeEnum(levelSchema.enum),
          selection: z.object({ kind: z.string() }).passthrough(),
          clusters: z.array(
            z.object({ name: z.string(), state: z.string() }).passthrough(),
          ),
          statefulSets: z.array(
            z
              .object({
                key: z.string(),
                assessment: z.object({ headline: z.string() }).passthrough(),
              })
              .passthrough(),
          ),
        }),
    },
    action: async ({ input, credentials }) => ({
      output: reports.report(
        await access.getEntity(parseRef(input.entityRef), credentials),
      ),
    }),
  });
}

function registerExplanation(registry: ActionsRegistryService): void {
  registry.register({
    ...READ_ONLY,
    name: 'explain-finding',
    title: 'Explain a finding of a stateful service',
    description:
      'Says what a finding means, by the id that it has in a report: what is wrong, why it matters, and where Kubernetes describes the behaviour behind it.',
    schema: {
      input: z =>
        z.object({ id: z.string().describe('Id of the rule, e.g. roll.trap') }),
      output: z =>
        z.object({
          id: z.string(),
          axis: z.enum(['rollout', 'availability', 'storage', 'risk']),
          severity: z
            .nativeEnum(severitySchema.enum)
            .describe('Unless the case at hand differs'),
          summary: z.string(),
          explanation: z.string(),
          source: z.string(),
        }),
    },
    action: async ({ input }) => {
      const rule = catalogue.find(({ id }) => id === input.id);
      if (!rule) {
        throw new NotFoundError(
          `No rule has the id "${input.id}"; take it from "id" of a finding in a report`,
        );
      }
      const { id, axis, severity, summary, explanation, source } = rule;
      return { output: { id, axis, severity, summary, explanation, source } };
    },
  });
}

/** Lets MCP clients and templates ask what pages ask, as the caller and with the same checks. */
export function registerActions(
  registry: ActionsRegistryService,
  sources: ActionSources,
): void {
  registerList(registry, sources);
  registerReport(registry, sources);
  registerExplanation(registry);
}
