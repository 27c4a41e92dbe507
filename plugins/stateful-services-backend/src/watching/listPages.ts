import { ObjectRecord } from 'backstage-plugin-stateful-services-common';
import { z } from 'zod';
import { ApiReader } from './apiReader';
import { project, ProjectedRecord } from './projection';
import { ReadFailure, statusFailure } from './readFailure';
import { ListTarget, targetPath } from './readTarget';
import { SilenceGuard } from './silenceGuard';

const PAGE_LIMIT = 500;

/** A page of 500 pods is about 5 MB; a body beyond this is not one. */
const LONGEST_PAGE_BYTES = 128 * 2 ** 20;

const SILENCE_MS = 15_000;

const pageSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().nullish(),
  }),
  items: z.array(z.unknown()).nullable(),
});

async function readBody(
  body: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    onBytes(chunk.length);
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_PAGE_BYTES) {
      return undefined;
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsePage(text: string | undefined, what: string) {
  try {
    return pageSchema.parse(JSON.parse(text ?? ''));
  } catch {
    throw new ReadFailure('broken', `${what}: the answer is no list`);
  }
}

/** A complete list, and the resource version to watch it from. */
export interface CompleteList<TRecord> {
  readonly objects: readonly ProjectedRecord<TRecord>[];
  readonly resourceVersion: string;
}

/** Reads all objects in pages of 500. Each page is projected before the next is asked for. */
export async function listPages<TRecord extends ObjectRecord>(
  api: ApiReader,
  target: ListTarget<TRecord>,
  request: {
    readonly signal: AbortSignal;
    readonly onBytes: (count: number) => void;
  },
): Promise<CompleteList<TRecord>> {
  const { resource, namespace } = target;
  const path = targetPath(target);
  const what = `GET ${api.address}${path}`;
  const { labelSelector, fieldSelector } = resource;
  const objects: ProjectedRecord<TRecord>[] = [];
  let continueToken = '';
  for (;;) {
    const guard = new SilenceGuard(
      request.signal,
      () =>
        new ReadFailure(
          'unreachable',
          `${what}: no answer within ${SILENCE_MS / 1000} s`,
        ),
    );
    try {
      guard.touch(SILENCE_MS);
      const answer = await api.get({
        path,
        query: {
          limit: String(PAGE_LIMIT),
          ...(labelSelector && { labelSelector }),
          ...(fieldSelector && { fieldSelector }),
          ...(continueToken && { continue: continueToken }),
        },
        signal: guard.signal,
      });
      if (answer.status !== 200) {
        throw statusFailure(what, answer.status, {
          retryAfterMs: answer.retryAfterMs,
          access: { verb: 'list', resource: resource.name, namespace },
        });
      }
      const page = parsePage(
        await readBody(answer.body, count => {
          guard.touch(SILENCE_MS);
          request.onBytes(count);
        }),
        what,
      );
      for (const item of page.items ?? []) {
        objects.push(project(resource, item));
      }
      continueToken = page.metadata.continue ?? '';
      if (!continueToken) {
        return { objects, resourceVersion: page.metadata.resourceVersion };
      }
    } finally {
      guard.release();
    }
  }
}
