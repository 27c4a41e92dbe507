import { Blueprint, RepositoryFile } from '../blueprint/blueprint';
import { RepositoryRequest } from '../request/repositoryRequest';
import { catalogInfo } from './catalogInfo';
import { ENVIRONMENT_NAMES, requestFor } from './environment';
import { gitopsFiles } from './gitops';
import { Plan } from './plan';
import { readme } from './readme';
import { redisObjects } from './redis/objects';
import { redisValues } from './redis/values';
import { toJson, toYaml } from './text';
import { ownsNamespace, warningsFor } from './warnings';

const IGNORED = ['.terraform/', '*.tfstate', '*.tfstate.*', 'crash.log'];

function environmentFiles(
  request: RepositoryRequest,
  blueprint: Blueprint,
): RepositoryFile[] {
  return ENVIRONMENT_NAMES.flatMap(environment => [
    {
      path: `values/${environment}.yaml`,
      content: toYaml(redisValues(requestFor(environment, request), blueprint)),
    },
    {
      path: `terraform/envs/${environment}/terraform.tfvars.json`,
      content: toJson({
        name: request.name,
        namespace: request.namespace,
        create_namespace: ownsNamespace(request),
        // A class that was named exists already.
        cloud: request.storageClassName ? 'generic' : request.cloud,
      }),
    },
  ]);
}

/**
 * The repository for a request, without writing anything: the same request and blueprint always give the same bytes.
 */
export function planRepository(
  request: RepositoryRequest,
  blueprint: Blueprint,
): Plan {
  const values = redisValues(request, blueprint);
  const warnings = warningsFor(request, values);
  const files: RepositoryFile[] = [
    ...blueprint.assets,
    ...environmentFiles(request, blueprint),
    ...gitopsFiles(request),
    {
      path: 'catalog-info.yaml',
      content: toYaml(catalogInfo(request, blueprint)),
    },
    { path: 'README.md', content: readme(request, blueprint, warnings) },
    // A package manager would not deliver a file of this name.
    { path: '.gitignore', content: `${IGNORED.join('\n')}\n` },
  ];
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    objects: redisObjects(request, values),
    warnings,
  };
}
