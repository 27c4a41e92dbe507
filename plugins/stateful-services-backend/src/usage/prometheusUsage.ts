import { VolumeUsage } from 'backstage-plugin-stateful-services-common';
import { request } from 'undici';
import { z } from 'zod';
import { ReadFailure, transportFailure } from '../watching/readFailure';
import { recordKey } from '../watching/projection';

const TIMEOUT_MS = 10_000;

const answerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(
      z.object({
        metric: z.object({
          namespace: z.string().optional(),
          persistentvolumeclaim: z.string().optional(),
        }),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

async function queryVector(
  prometheusUrl: string,
  metric: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const url = new URL(prometheusUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/api/v1/query`;
  url.search = new URLSearchParams({ query: metric }).toString();
  const what = `GET ${url.origin}${url.pathname} (${metric})`;
  const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const answer = await request(url, { signal: limited }).catch(error => {
    throw transportFailure(what, error);
  });
  if (answer.statusCode !== 200) {
    await answer.body.dump();
    const kind = [401, 403].includes(answer.statusCode)
      ? 'forbidden'
      : 'unreachable';
    throw new ReadFailure(kind, `${what}: answered ${answer.statusCode}`);
  }
  const body: unknown = await answer.body.json().catch(() => undefined);
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) {
    throw new ReadFailure('broken', `${what}: the answer is no query result`);
  }
  return new Map(
    parsed.data.data.result.flatMap(({ metric: labels, value }) =>
      labels.namespace && labels.persistentvolumeclaim
        ? [
            [
              recordKey(labels.namespace, labels.persistentvolumeclaim),
              Number(value[1]),
            ] as const,
          ]
        : [],
    ),
  );
}

/**
 * How full the volumes of a cluster are, by `namespace/claim`, as its kubelets last told Prometheus.
 *
 * @throws ReadFailure
 */
export async function queryVolumeUsage(
  prometheusUrl: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, VolumeUsage>> {
  const [used, capacity] = await Promise.all([
    queryVector(prometheusUrl, 'kubelet_volume_stats_used_bytes', signal),
    queryVector(prometheusUrl, 'kubelet_volume_stats_capacity_bytes', signal),
  ]);
  return new Map(
    [...used].flatMap(([key, usedBytes]) => {
      const capacityBytes = capacity.get(key);
      return capacityBytes
        ? [
            [
              key,
              { claimName: key.split('/')[1] ?? '', usedBytes, capacityBytes },
            ] as const,
          ]
        : [];
    }),
  );
}
