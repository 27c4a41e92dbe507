import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ResourceName } from '../kinds/resources';
import { KubernetesClient, pathOf } from './kubernetesClient';

const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({
    metadata: z.looseObject({
      name: z.string().optional(),
      resourceVersion: z.string().optional(),
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    }),
    code: z.number().optional(),
  }),
});
export type WatchedEvent = z.infer<typeof eventSchema>;

/** What a watch has said so far, in order. */
export interface Watching {
  readonly code: number;
  readonly events: readonly WatchedEvent[];
  readonly ended: () => boolean;
  readonly stop: () => void;
}

/** Names of the objects of which the watch has said that they were deleted, in order. */
export function deletedNames({ events }: Watching) {
  return events
    .filter(({ type }) => type === 'DELETED')
    .map(({ object }) => object.metadata.name);
}

export async function watch(
  client: KubernetesClient,
  of: { readonly resource: ResourceName; readonly namespace: string },
  query: Readonly<Record<string, string>>,
): Promise<Watching> {
  const abort = new AbortController();
  const events: WatchedEvent[] = [];
  let ended = false;
  const parameters = new URLSearchParams({ watch: 'true', ...query });
  const response = await client.open(
    `${pathOf(of.resource, of)}?${parameters}`,
    { method: 'GET', signal: abort.signal },
  );
  // An aborted stream is how a watch is stopped.
  response.on('error', () => {});
  response.on('close', () => {
    ended = true;
  });
  const lines = createInterface({ input: response });
  lines.on('error', () => {});
  lines.on('line', line => {
    const parsed = eventSchema.safeParse(JSON.parse(line));
    if (parsed.success) {
      events.push(parsed.data);
    }
  });
  return {
    code: response.statusCode ?? 0,
    events,
    ended: () => ended,
    stop: () => abort.abort(),
  };
}
