import {
  Engine,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';

/** Whether the namespace is the service's own; another one is taken as shared and existing. */
export function ownsNamespace(request: RepositoryRequest): boolean {
  return request.namespace === request.name;
}

/** What a person must still decide or set before the repository is deployed, whatever its engine. */
export function warningsFor(
  request: RepositoryRequest,
  engine: Engine,
): string[] {
  const warnings: string[] = [];
  if (!request.repositoryUrl) {
    warnings.push(
      'The address of this repository was not known: set it in gitops/ in place of https://git.invalid.',
    );
  }
  if (!ownsNamespace(request)) {
    warnings.push(
      `Namespace ${request.namespace} is taken as existing: set create_namespace in terraform/envs/ if it is not.`,
    );
  }
  const topology = engine.topologies.find(
    ({ name }) => name === request.topology,
  );
  if (request.environment === 'production' && !topology?.survivesLoss) {
    warnings.push(
      `Topology ${request.topology} in production: when its pod or node is lost, the service is down until it is back.`,
    );
  }
  return warnings;
}
