import { KubernetesObject } from 'backstage-plugin-stateful-services-node';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { requests } from '../plan/__fixtures__/requests';
import { planFor } from '../plan/__fixtures__/planFor';
import { writeRepository } from '../writing/writeRepository';
import { ServiceName } from './engines/engineFacts';
import { outputOf } from './runTool';

/** A helm built from its module believes in an old Kubernetes unless it is told the version. */
export const KUBERNETES_VERSION = '1.36.3';

// The names of the table's entries are all that there are.
export const SERVICES = Object.keys(requests) as readonly ServiceName[];

/** A planned repository, written to disk as the action does. */
export async function generateRepository(
  workspacePath: string,
  service: ServiceName,
) {
  const { request, plan } = await planFor(requests[service]);
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
    chart: path.join(root, 'charts', request.engine),
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
