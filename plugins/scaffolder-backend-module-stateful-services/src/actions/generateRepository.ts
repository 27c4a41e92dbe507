import { ConflictError } from '@backstage/errors';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { RepositoryRequest } from 'backstage-plugin-stateful-services-node';
import { z } from 'zod/v3';
import { readBlueprint } from '../blueprint/readBlueprint';
import { Plan } from '../plan/plan';
import { planRepository } from '../plan/planRepository';
import { Engines } from '../request/engineRules';
import { parseRepositoryRequest } from '../request/parseRepositoryRequest';
import { repositoryRequestSchema } from '../request/repositoryRequest';
import { writeRepository } from '../writing/writeRepository';
import { generateRepositoryExamples } from './generateRepository.examples';

interface GenerateDependencies {
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly engines: Engines;
}

/** Folder of the workspace into which a repository is written unless another is named. */
export const DEFAULT_REPOSITORY_PATH = 'repository';

const OUTPUT = {
  repositoryPath: () =>
    z.string().describe('Folder of the workspace with the repository'),
  files: () => z.array(z.string()).describe('Paths of all files'),
  objects: () =>
    z
      .array(z.record(z.unknown()))
      .describe(
        'StatefulSets, Services and PodDisruptionBudgets that the chart will create',
      ),
  totals: () =>
    z
      .object({ memoryGib: z.number(), volumeGib: z.number() })
      .describe('Memory and volumes of all members together, in GiB'),
  reasons: () =>
    z
      .array(z.string())
      .describe('Why it has these sizes; empty when they were given'),
  warnings: () =>
    z.array(z.string()).describe('What a person must still decide'),
  summary: () => z.string().describe('One line about what was generated'),
};

async function refuseTakenName(
  name: string,
  catalog: GenerateDependencies['catalog'],
  credentials: BackstageCredentials,
): Promise<void> {
  const entityRef = `component:default/${name}`;
  if (await catalog.getEntityByRef(entityRef, { credentials })) {
    throw new ConflictError(
      `The name ${JSON.stringify(
        name,
      )} is taken: the catalog already has ${entityRef}. Choose another name.`,
    );
  }
}

async function planFor(
  request: RepositoryRequest,
  engines: Engines,
): Promise<Plan> {
  const engine = engines.get(request.engine);
  if (!engine) {
    throw new Error(`a request passed without engine ${request.engine}`);
  }
  const blueprint = await readBlueprint(engine.blueprint);
  return planRepository({ request, engine, blueprint });
}

/** `statefulServices:repo:generate`: from a request to a Helm and Terraform repository in the workspace. */
export function createGenerateRepositoryAction({
  catalog,
  engines,
}: GenerateDependencies) {
  return createTemplateAction({
    id: 'statefulServices:repo:generate',
    description:
      'Generates a Helm and Terraform repository for a stateful service into the workspace',
    examples: generateRepositoryExamples,
    supportsDryRun: true,
    schema: {
      input: () =>
        repositoryRequestSchema.extend({
          targetPath: z
            .string()
            .optional()
            .describe(
              `Folder of the workspace to write to, by default ${DEFAULT_REPOSITORY_PATH}`,
            ),
        }),
      output: OUTPUT,
    },
    async handler(ctx) {
      const { targetPath = DEFAULT_REPOSITORY_PATH, ...input } = ctx.input;
      const request = parseRepositoryRequest(input, engines);
      await refuseTakenName(
        request.name,
        catalog,
        await ctx.getInitiatorCredentials(),
      );
      const plan = await planFor(request, engines);
      await writeRepository({
        workspacePath: ctx.workspacePath,
        targetPath,
        files: plan.files,
        signal: ctx.signal,
      });
      const summary = `${request.engine} ${request.name}: ${plan.summary}, ${plan.files.length} files`;
      ctx.logger.info(summary);
      plan.warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.output('repositoryPath', targetPath);
      ctx.output(
        'files',
        plan.files.map(file => file.path),
      );
      ctx.output('objects', [...plan.objects]);
      ctx.output('totals', { ...plan.totals });
      ctx.output('reasons', [...request.reasons]);
      ctx.output('warnings', [...plan.warnings]);
      ctx.output('summary', summary);
    },
  });
}
