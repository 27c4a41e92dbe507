import { z } from 'zod';
import { ReadFailure, statusFailure } from './readFailure';

const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
});

const resourceVersion = z.string().nullish();

const versionedSchema = z.object({ metadata: z.object({ resourceVersion }) });

const bookmarkSchema = z.object({
  metadata: z.object({
    resourceVersion,
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
});

const statusSchema = z.object({ code: z.number().nullish() });

/** One line of a watch. `resourceVersion` is where the watch goes on after it. */
export type WatchEvent =
  | {
      readonly type: 'put' | 'remove';
      readonly object: unknown;
      /** True when its fields are known to have the types of the API. */
      readonly isTyped: boolean;
      readonly resourceVersion?: string;
    }
  | {
      readonly type: 'bookmark';
      readonly resourceVersion?: string;
      /** True on the bookmark that ends the initial list of a streaming list. */
      readonly endsInitialList: boolean;
    };

/** Kubernetes API concepts, "Streaming lists" (1.36). */
const INITIAL_LIST_END = 'k8s.io/initial-events-end';

function parseJson(line: string, what: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    // The parser's message quotes the line, so it is not passed on.
    throw new ReadFailure('broken', `${what}: a line is no JSON`);
  }
}

/** @throws ReadFailure when the line is no watch event, or is one that reports an error. */
export function parseWatchEvent(line: string, what: string): WatchEvent {
  return toWatchEvent(parseJson(line, what), { what, isTyped: false });
}

/**
 * @param event - in the shape that it has in JSON
 * @throws ReadFailure when it is no watch event, or is one that reports an error.
 */
export function toWatchEvent(
  event: unknown,
  { what, isTyped }: { readonly what: string; readonly isTyped: boolean },
): WatchEvent {
  const read = <T>(schema: z.ZodType<T>, value: unknown): T => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      throw new ReadFailure('broken', `${what}: this is no watch event`);
    }
    return parsed.data;
  };
  const { type, object } = read(eventSchema, event);
  switch (type) {
    case 'ERROR':
      throw statusFailure(what, read(statusSchema, object).code ?? 500);
    case 'BOOKMARK': {
      const { metadata } = read(bookmarkSchema, object);
      return {
        type: 'bookmark',
        resourceVersion: metadata.resourceVersion ?? undefined,
        endsInitialList: metadata.annotations?.[INITIAL_LIST_END] === 'true',
      };
    }
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const { metadata } = read(versionedSchema, object);
      return {
        type: type === 'DELETED' ? 'remove' : 'put',
        // As it came: it is projected as a whole.
        object,
        isTyped,
        resourceVersion: metadata.resourceVersion ?? undefined,
      };
    }
    default: {
      const unknown: never = type;
      throw new Error(`Unknown watch event ${unknown}`);
    }
  }
}
