import { z } from 'zod';
import { collectionPath, Kind } from '../cluster/kubernetesObject';
import { Scene } from '../recording/scene';

const POD: Kind = { apiVersion: 'v1', kind: 'Pod' };

const podListSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z.object({
        conditions: z
          .array(z.object({ type: z.string(), status: z.string() }))
          .default([]),
      }),
    }),
  ),
});

/** What frees a set that is trapped on a broken revision. */
export async function deleteUnreadyPods(scene: Scene): Promise<void> {
  const path = collectionPath(POD, scene.namespace);
  const { items } = podListSchema.parse(
    await scene.client.call({ method: 'GET', path }),
  );
  const unready = items.filter(
    ({ status }) =>
      !status.conditions.some(
        condition => condition.type === 'Ready' && condition.status === 'True',
      ),
  );
  for (const { metadata } of unready) {
    await scene.deleteIfPresent(POD, metadata.name);
  }
}
