import { requestedEnvironment } from './environment';
import { Plan, PlanInput } from './plan';
import { terraformBackend } from './terraformBackend';

/** What the owner reads first; everything that holds for each repository is in docs/operations.md instead. */
export function readme(
  { request, engine, blueprint }: PlanInput,
  { summary, totals, warnings }: Pick<Plan, 'summary' | 'totals' | 'warnings'>,
): string {
  const environment = requestedEnvironment(request);
  const { unknown = [] } = terraformBackend(request, environment) ?? {};
  const settings = unknown
    .map(name => ` -backend-config=${name}=${name.toLocaleUpperCase('en-US')}`)
    .join('');
  const lines = [
    `# ${request.name}`,
    '',
    ...(request.description ? [request.description, ''] : []),
    `${engine.title} for ${request.environment} in namespace \`${request.namespace}\`: ${summary}. Owner: ${request.owner}.`,
    '',
    `All members together: ${totals.memoryGib} GiB of memory and ${totals.volumeGib} GiB of volumes, every month that it runs.`,
    '',
    ...(request.reasons.length
      ? [...request.reasons.map(reason => `- ${reason}`), '']
      : []),
    `Made from blueprint ${blueprint.name} ${blueprint.version}. How to deploy and run it: [docs/operations.md](docs/operations.md).`,
    '',
    '## Deploy',
    '',
    '```sh',
    `terraform -chdir=terraform/envs/${environment} init${settings}`,
    `terraform -chdir=terraform/envs/${environment} apply -var kube_context=CONTEXT`,
    '```',
    ...(warnings.length
      ? ['', '## Before that', '', ...warnings.map(warning => `- ${warning}`)]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
