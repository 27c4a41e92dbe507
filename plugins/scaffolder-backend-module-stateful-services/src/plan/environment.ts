import { RepositoryRequest } from '../request/repositoryRequest';

/** Folder and file name of an environment inside the repository. */
export type EnvironmentName = 'dev' | 'prod';

export const ENVIRONMENT_NAMES: readonly EnvironmentName[] = ['dev', 'prod'];

export function requestedEnvironment(
  request: RepositoryRequest,
): EnvironmentName {
  return request.environment === 'production' ? 'prod' : 'dev';
}

/**
 * The request as it holds for one of the environments.
 *
 * @remarks The environment that was not asked for gets the same service in its usual size: one member in development,
 * at least three in production.
 */
export function requestFor(
  environment: EnvironmentName,
  request: RepositoryRequest,
): RepositoryRequest {
  if (environment === requestedEnvironment(request)) {
    return request;
  }
  return environment === 'dev'
    ? { ...request, environment: 'development', replicas: 1 }
    : {
        ...request,
        environment: 'production',
        replicas: Math.max(3, request.replicas),
      };
}
