import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readBlueprint } from '../blueprint/readBlueprint';
import { requests } from '../plan/__fixtures__/requests';
import { KubernetesObject } from '../plan/plan';
import { planRepository } from '../plan/planRepository';
import { parseRepositoryRequest } from '../request/parseRepositoryRequest';
import { writeRepository } from '../writing/writeRepository';
import { outputOf } from './runTool';

/** A helm built from its module believes in an old Kubernetes unless it is told the version. */
export const KUBERNETES_VERSION = '1.36.3';

export const SERVICES: readonly (keyof typeof requests)[] = [
  'orders-cache',
  'scratch',
  'sessions',
];

/** A planned repository, written to disk as the action does. */
export async function generateRepository(
  workspacePath: string,
  service: keyof typeof requests,
) {
  const request = parseRepositoryRequest(requests[service]);
  const plan = planRepository(request, await readBlueprint(request.engine));
  const root = await writeRepository({
    workspacePath,
    targetPath: service,
    files: plan.files,
  });
  const environment = request.environment === 'production' ? 'prod' : 'dev';
  return {
    request,
    plan,
    root,
    chart: path.join(root, 'charts/redis'),
    values: path.join(root, `values/${environment}.yaml`),
  };
}

type Generated = Awaited<ReturnType<typeof generateRepository>>;

/** Arguments of `helm template` for the requested environment. */
export function templateArguments({ request, chart, values }: Generated) {
  return [
    'template',
    request.name,
    chart,
    '--namespace',
    request.namespace,
    '--values',
    values,
    '--kube-version',
    KUBERNETES_VERSION,
  ];
}

export function parseManifests(text: string): KubernetesObject[] {
  return parseAllDocuments(text)
    .map(document => document.toJS())
    .filter(Boolean);
}

export async function render(
  helm: string,
  generated: Generated,
): Promise<KubernetesObject[]> {
  return parseManifests(await outputOf(helm, templateArguments(generated)));
}
