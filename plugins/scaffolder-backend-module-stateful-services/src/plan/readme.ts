import { Blueprint } from '../blueprint/blueprint';
import { RepositoryRequest } from '../request/repositoryRequest';
import { requestedEnvironment } from './environment';

/** What the owner reads first; everything that holds for each repository is in docs/operations.md instead. */
export function readme(
  request: RepositoryRequest,
  blueprint: Blueprint,
  warnings: readonly string[],
): string {
  const environment = requestedEnvironment(request);
  const lines = [
    `# ${request.name}`,
    '',
    ...(request.description ? [request.description, ''] : []),
    `Redis for ${request.environment} in namespace \`${request.namespace}\`: ${
      request.replicas === 1 ? '1 member' : `${request.replicas} members`
    } with ${request.memorySize} of memory and ${request.storageSize} of storage each. Owner: ${request.owner}.`,
    '',
    `Made from blueprint ${blueprint.name} ${blueprint.version}. How to deploy and run it: [docs/operations.md](docs/operations.md).`,
    '',
    '## Deploy',
    '',
    '```sh',
    `terraform -chdir=terraform/envs/${environment} init`,
    `terraform -chdir=terraform/envs/${environment} apply -var kube_context=CONTEXT`,
    '```',
    ...(warnings.length
      ? ['', '## Before that', '', ...warnings.map(warning => `- ${warning}`)]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
