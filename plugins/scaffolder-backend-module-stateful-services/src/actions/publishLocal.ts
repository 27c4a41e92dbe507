import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { LocalRepositories } from '../localRepositories/localRepositories';
import { publishRepository } from '../localRepositories/publishRepository';
import { serviceNameRule } from '../request/rules';
import { DEFAULT_REPOSITORY_PATH } from './generateRepository';
import { publishLocalExamples } from './publishLocal.examples';

async function resolveSource(
  workspacePath: string,
  sourcePath: string,
): Promise<string> {
  const quoted = JSON.stringify(sourcePath);
  let source: string;
  try {
    source = resolveSafeChildPath(workspacePath, sourcePath);
  } catch (cause) {
    throw new InputError(
      `Invalid sourcePath ${quoted}: it must be a folder inside the workspace.`,
      cause,
    );
  }
  const stat = await fs.stat(source).catch(() => undefined);
  if (!stat?.isDirectory()) {
    throw new InputError(
      `Invalid sourcePath ${quoted}: there is no such folder in the workspace.`,
    );
  }
  return source;
}

/** `statefulServices:repo:publishLocal`: from a folder of the workspace to a git repository on this machine. */
export function createPublishLocalAction(
  repositories: LocalRepositories | undefined,
) {
  return createTemplateAction({
    id: 'statefulServices:repo:publishLocal',
    description:
      'Publishes a folder of the workspace as a git repository on the machine of the backend, for demonstrations',
    examples: publishLocalExamples,
    schema: {
      input: {
        name: z => z.string().describe('Name of the repository'),
        sourcePath: z =>
          z
            .string()
            .optional()
            .describe(
              `Folder of the workspace, by default ${DEFAULT_REPOSITORY_PATH}`,
            ),
      },
      output: {
        remoteUrl: z => z.string().describe('Path to clone from'),
        repoContentsUrl: z => z.string().describe('Where the files are served'),
        catalogInfoUrl: z => z.string().describe('Where the entity is served'),
        commit: z => z.string().describe('Id of the commit'),
      },
    },
    async handler(ctx) {
      const { name, sourcePath = DEFAULT_REPOSITORY_PATH } = ctx.input;
      if (!repositories) {
        throw new InputError(
          'Local repositories are not configured: set statefulServices.localRepositories.directory, or publish to GitHub or GitLab.',
        );
      }
      const broken = serviceNameRule()(name);
      if (broken) {
        throw new InputError(
          `Invalid name ${JSON.stringify(name)}: it ${broken}.`,
        );
      }
      const source = await resolveSource(ctx.workspacePath, sourcePath);
      const commit = await ctx.checkpoint({
        key: 'publish',
        fn: () =>
          publishRepository(
            { source, name, taskId: ctx.task.id },
            repositories,
          ),
      });
      const repoContentsUrl = `${repositories.baseUrl}/${name}`;
      ctx.logger.info(`Published ${name} at ${repoContentsUrl}`);
      ctx.output('remoteUrl', path.join(repositories.directory, name));
      ctx.output('repoContentsUrl', repoContentsUrl);
      ctx.output('catalogInfoUrl', `${repoContentsUrl}/catalog-info.yaml`);
      ctx.output('commit', commit);
    },
  });
}
