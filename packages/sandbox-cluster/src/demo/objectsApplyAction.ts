import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ObjectDraft, objectDraftSchema } from '../kinds/metadata';
import { ApiError } from '../registry/apiError';
import { SandboxCluster } from '../sandboxCluster';
import { SandboxClusters } from './sandboxClustersService';

/** Marks what a task has created, so that the task may run again and find its own work. */
const TASK_ANNOTATION = 'sandbox-cluster/created-by-task';
const DEFAULT_CLUSTER = 'sandbox';

function parseObjects(objects: readonly unknown[]): readonly ObjectDraft[] {
  return objects.map((object, index) => {
    const parsed = objectDraftSchema.safeParse(object);
    const name = parsed.data?.metadata?.name;
    if (!parsed.success || !name) {
      throw new InputError(
        `objects[${index}] is not a Kubernetes object with apiVersion, kind and metadata.name`,
      );
    }
    return parsed.data;
  });
}

function label({ kind, metadata }: ObjectDraft): string {
  return `${kind} ${metadata?.namespace ? `${metadata.namespace}/` : ''}${metadata?.name}`;
}

function marked(object: ObjectDraft, taskId: string): ObjectDraft {
  const annotations = {
    ...object.metadata?.annotations,
    [TASK_ANNOTATION]: taskId,
  };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** Creates all objects or none. Objects that the same task created before stay as they are. */
function deploy(
  cluster: SandboxCluster,
  objects: readonly ObjectDraft[],
  taskId: string,
): void {
  try {
    const missing = objects.filter(object => {
      const existing = cluster.find(object);
      const own =
        object.kind === 'Namespace' ||
        existing?.metadata.annotations?.[TASK_ANNOTATION] === taskId;
      if (existing && !own) {
        throw new ConflictError(
          `${label(object)} exists already in cluster ${cluster.name}; nothing was created. Choose another name or delete it first.`,
        );
      }
      return !existing;
    });
    cluster.createAll(missing.map(object => marked(object, taskId)));
  } catch (error) {
    if (error instanceof ApiError) {
      throw new InputError(
        `Cluster ${cluster.name} refused the objects; nothing was created: ${error.message}`,
        error,
      );
    }
    throw error;
  }
}

/** The action `sandbox:objects:apply`. */
export function createObjectsApplyAction(sandbox: SandboxClusters) {
  return createTemplateAction({
    id: 'sandbox:objects:apply',
    description:
      'Creates Kubernetes objects in a sandbox cluster: all of them, or none when one exists already or is refused.',
    supportsDryRun: true,
    schema: {
      input: {
        objects: z =>
          z
            .array(z.record(z.unknown()), {
              description: 'Kubernetes objects; missing namespaces are created',
            })
            .min(1),
        cluster: z =>
          z
            .string({
              description: 'Name of the sandbox cluster; default sandbox',
            })
            .optional(),
      },
      output: {
        deployed: z =>
          z.boolean({ description: 'Whether anything was deployed' }),
      },
    },
    async handler(ctx) {
      const objects = parseObjects(ctx.input.objects);
      if (!sandbox.enabled) {
        ctx.logger.info(
          'Nothing was deployed: the sandbox is turned off in this portal (sandboxCluster.enabled). Deploy the repository yourself, for example with "helm install NAME ./chart --namespace NAMESPACE --create-namespace".',
        );
        ctx.output('deployed', false);
        return;
      }
      const name = ctx.input.cluster || DEFAULT_CLUSTER;
      const cluster = sandbox.clusters.find(name);
      if (!cluster) {
        throw new InputError(`There is no sandbox cluster "${name}".`);
      }
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would create ${objects.map(label).join(', ')} in cluster ${name}.`,
        );
        ctx.output('deployed', false);
        return;
      }
      deploy(cluster, objects, ctx.task.id);
      ctx.logger.info(
        `Created ${objects.map(label).join(', ')} in cluster ${name}.`,
      );
      ctx.output('deployed', true);
    },
  });
}
