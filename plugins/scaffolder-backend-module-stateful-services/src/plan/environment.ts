import {
  Engine,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';

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
 * @remarks The environment that was not asked for gets the same service in the engine's usual size; what already
 * survives a loss is taken to production as it is. Settings that the other topology would refuse are left out.
 */
export function requestFor(
  environment: EnvironmentName,
  request: RepositoryRequest,
  engine: Engine,
): RepositoryRequest {
  if (environment === requestedEnvironment(request)) {
    return request;
  }
  if (environment === 'prod') {
    const { survivesLoss = false } =
      engine.topologies.find(({ name }) => name === request.topology) ?? {};
    return resized(
      { ...request, environment: 'production' },
      survivesLoss ? request : engine.usual.production,
      engine,
    );
  }
  return resized(
    { ...request, environment: 'development' },
    engine.usual.development,
    engine,
  );
}

function resized(
  request: RepositoryRequest,
  { topology, replicas }: Pick<RepositoryRequest, 'topology' | 'replicas'>,
  engine: Engine,
): RepositoryRequest {
  const settings = Object.entries(request.settings).filter(
    ([name, value]) =>
      !engine.settings[name]?.rule(value, { ...request, topology, replicas }),
  );
  return {
    ...request,
    topology,
    replicas,
    settings: Object.fromEntries(settings),
  };
}
