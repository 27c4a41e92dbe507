import { RepositoryRequest } from '../request/repositoryRequest';
import { RedisValues } from './redis/values';

/** Whether the namespace is the service's own; another one is taken as shared and existing. */
export function ownsNamespace(request: RepositoryRequest): boolean {
  return request.namespace === request.name;
}

/** What a person must still decide or set before the repository is deployed. */
export function warningsFor(
  request: RepositoryRequest,
  values: RedisValues,
): string[] {
  const warnings: string[] = [];
  if (!values.image.digest) {
    warnings.push(
      `The image ${values.image.repository}:${values.image.tag} is not pinned: set image.digest in values/.`,
    );
  }
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
  if (request.environment === 'production' && request.replicas === 1) {
    warnings.push(
      'One member in production: when its pod or node is lost, the service is down until it is back.',
    );
  }
  return warnings;
}
