import { KubernetesObject } from 'backstage-plugin-stateful-services-node';
import { z } from 'zod';
import { bytesOf } from './sizes';

/** What a service takes as long as it runs, of all its members, in GiB: also its GiB-months of every month. */
export interface Totals {
  /** Limits of all containers that the plan knows. */
  readonly memoryGib: number;
  readonly volumeGib: number;
}

/** The part of a planned StatefulSet that takes memory and volumes. */
const setSchema = z.object({
  replicas: z.number(),
  template: z.object({
    spec: z.object({
      containers: z.array(
        z.object({
          resources: z.object({ limits: z.object({ memory: z.string() }) }),
        }),
      ),
    }),
  }),
  volumeClaimTemplates: z.array(
    z.object({
      spec: z.object({
        resources: z.object({ requests: z.object({ storage: z.string() }) }),
      }),
    }),
  ),
});

const sum = (quantities: readonly string[]) =>
  quantities.reduce((bytes, quantity) => bytes + bytesOf(quantity), 0);

const toGib = (bytes: number) => Math.round((bytes / 2 ** 30) * 100) / 100;

export function totalsOf(objects: readonly KubernetesObject[]): Totals {
  let memory = 0;
  let volumes = 0;
  for (const { spec } of objects.filter(({ kind }) => kind === 'StatefulSet')) {
    const { replicas, template, volumeClaimTemplates } = setSchema.parse(spec);
    memory +=
      replicas *
      sum(
        template.spec.containers.map(
          ({ resources }) => resources.limits.memory,
        ),
      );
    volumes +=
      replicas *
      sum(
        volumeClaimTemplates.map(
          claim => claim.spec.resources.requests.storage,
        ),
      );
  }
  return { memoryGib: toGib(memory), volumeGib: toGib(volumes) };
}
