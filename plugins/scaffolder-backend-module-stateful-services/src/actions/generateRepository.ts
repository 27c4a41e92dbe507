import { ConflictError } from '@backstage/errors';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { z } from 'zod/v3';
import { Blueprint } from '../blueprint/blueprint';
import { Plan } from '../plan/plan';
import { planRepository } from '../plan/planRepository';
import { parseRepositoryRequest } from '../request/parseRepositoryRequest';
import {
  RepositoryRequest,
  repositoryRequestSchema,
} from '../request/repositoryRequest';
import { writeRepository } from '../writing/writeRepository';
import { generateRepositoryExamples } from './generateRepository.examples';

interface GenerateDependencies {
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly readBlueprint: (
    engine: RepositoryRequest['engine'],
  ) => Promise<Blueprint>;
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

function summarize(request: RepositoryRequest, plan: Plan): string {
  const members =
    request.replicas === 1 ? '1 member' : `${request.replicas} members`;
  return `${request.engine} ${request.name}: ${members}, ${request.storageSize} of storage each, ${plan.files.length} files`;
}

/** `statefulServices:repo:generate`: from a request to a Helm and Terraform repository in the workspace. */
export function createGenerateRepositoryAction({
  catalog,
  readBlueprint,
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
      const request = parseRepositoryRequest(input);
      await refuseTakenName(
        request.name,
        catalog,
        await ctx.getInitiatorCredentials(),
      );
      const plan = planRepository(request, await readBlueprint(request.engine));
      await writeRepository({
        workspacePath: ctx.workspacePath,
        targetPath,
        files: plan.files,
        signal: ctx.signal,
      });
      const summary = summarize(request, plan);
      ctx.logger.info(summary);
      plan.warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.output('repositoryPath', targetPath);
      ctx.output(
        'files',
        plan.files.map(file => file.path),
      );
      ctx.output('objects', [...plan.objects]);
      ctx.output('warnings', [...plan.warnings]);
      ctx.output('summary', summary);
    },
  });
}
