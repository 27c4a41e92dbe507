import { z } from 'zod';
import { ReadFailure, statusFailure } from './readFailure';

const eventSchema = z.object({ type: z.unknown(), object: z.unknown() });

const resourceVersion = z.string().nullish();

const versionedSchema = z.object({ metadata: z.object({ resourceVersion }) });

type Versioned = z.infer<typeof versionedSchema>;

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
  const event = read(eventSchema, parseJson(line, what), what);
  return toWatchEvent(event, { what, isTyped: false });
}

function read<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new ReadFailure('broken', `${what}: this is no watch event`);
  }
  return parsed.data;
}

interface Origin {
  /** The request, for messages. */
  readonly what: string;
  readonly isTyped: boolean;
}

function versionOf(
  object: unknown,
  { what, isTyped }: Origin,
): string | undefined {
  // What is typed need not be checked, and a schema would copy it for each event.
  const typed = isTyped && (object as Partial<Versioned>).metadata;
  const metadata = typed || read(versionedSchema, object, what).metadata;
  return metadata.resourceVersion ?? undefined;
}

/**
 * @param event - in the shape that it has in JSON
 * @throws ReadFailure when it is no watch event, or is one that reports an error.
 */
export function toWatchEvent(
  { type, object }: { readonly type: unknown; readonly object: unknown },
  origin: Origin,
): WatchEvent {
  const { what, isTyped } = origin;
  switch (type) {
    case 'ERROR':
      throw statusFailure(what, read(statusSchema, object, what).code ?? 500);
    case 'BOOKMARK': {
      const { metadata } = read(bookmarkSchema, object, what);
      return {
        type: 'bookmark',
        resourceVersion: metadata.resourceVersion ?? undefined,
        endsInitialList: metadata.annotations?.[INITIAL_LIST_END] === 'true',
      };
    }
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return {
        type: type === 'DELETED' ? 'remove' : 'put',
        // As it came: it is projected as a whole.
        object,
        isTyped,
        resourceVersion: versionOf(object, origin),
      };
    default:
      throw new ReadFailure('broken', `${what}: this is no watch event`);
  }
}
