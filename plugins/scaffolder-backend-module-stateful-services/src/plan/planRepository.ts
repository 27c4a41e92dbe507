import { RepositoryFile } from 'backstage-plugin-stateful-services-node';
import { catalogInfo } from './catalogInfo';
import { ENVIRONMENT_NAMES, EnvironmentName, requestFor } from './environment';
import { gitopsFiles } from './gitops';
import { Plan, PlanInput } from './plan';
import { readme } from './readme';
import { terraformBackend } from './terraformBackend';
import { toJson, toYaml } from './text';
import { totalsOf } from './totals';
import { ownsNamespace, warningsFor } from './warnings';

const IGNORED = ['.terraform/', '*.tfstate', '*.tfstate.*', 'crash.log'];

function terraformFiles(
  { request, engine }: PlanInput,
  environment: EnvironmentName,
): RepositoryFile[] {
  const folder = `terraform/envs/${environment}`;
  const backend = terraformBackend(request, environment);
  const variables = {
    path: `${folder}/terraform.tfvars.json`,
    content: toJson({
      engine: engine.name,
      name: request.name,
      namespace: request.namespace,
      create_namespace: ownsNamespace(request),
      // A class that was named exists already.
      cloud: request.storageClassName ? 'generic' : request.cloud,
    }),
  };
  return backend
    ? [
        variables,
        {
          path: `${folder}/backend.tf.json`,
          content: toJson({ terraform: { backend: backend.config } }),
        },
      ]
    : [variables];
}

function environmentFiles(input: PlanInput): RepositoryFile[] {
  const { request, engine, blueprint } = input;
  return ENVIRONMENT_NAMES.flatMap(environment => [
    {
      path: `values/${environment}.yaml`,
      content: toYaml(
        engine.plan(requestFor(environment, request, engine), blueprint).values,
      ),
    },
    ...terraformFiles(input, environment),
  ]);
}

/**
 * The repository for a request, without writing anything: the same input always gives the same bytes.
 */
export function planRepository(input: PlanInput): Plan {
  const { request, engine, blueprint } = input;
  const { objects, summary, ...planned } = engine.plan(request, blueprint);
  const warnings = [...planned.warnings, ...warningsFor(request, engine)];
  const totals = totalsOf(objects);
  const files: RepositoryFile[] = [
    ...blueprint.assets,
    ...environmentFiles(input),
    ...gitopsFiles(request),
    {
      path: 'catalog-info.yaml',
      content: toYaml(catalogInfo(request, blueprint)),
    },
    {
      path: 'README.md',
      content: readme(input, { summary, totals, warnings }),
    },
    // A package manager would not deliver a file of this name.
    { path: '.gitignore', content: `${IGNORED.join('\n')}\n` },
  ];
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    objects,
    warnings,
    summary,
    totals,
  };
}
