import { KubernetesObject } from 'backstage-plugin-stateful-services-node';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  CLOUDS,
  allTopologies,
  cloudRequest,
} from '../plan/__fixtures__/cloudRequests';
import { requests } from '../plan/__fixtures__/requests';
import { planFor } from '../plan/__fixtures__/planFor';
import { writeRepository } from '../writing/writeRepository';

/** A helm built from its module believes in an old Kubernetes unless it is told the version. */
export const KUBERNETES_VERSION = '1.36.3';

/** What people ask for, and each topology of each engine in each cloud. */
const inputs: Readonly<Record<string, unknown>> = {
  ...requests,
  ...Object.fromEntries(
    allTopologies.flatMap(({ engine, topology }) =>
      CLOUDS.map(cloud => [
        `${engine.name}-${topology.name}-${cloud}`,
        cloudRequest(engine, topology, cloud),
      ]),
    ),
  ),
};

export const SERVICES = Object.keys(inputs);

/** A planned repository, written to disk as the action does. */
export async function generateRepository(
  workspacePath: string,
  service: string,
) {
  const { request, plan } = await planFor(inputs[service]);
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
