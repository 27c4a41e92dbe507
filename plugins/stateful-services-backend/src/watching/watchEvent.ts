import { z } from 'zod';
import { ReadFailure, statusFailure } from './readFailure';

// Loose, because the object is passed on as it came.
const metadata = z.looseObject({
  resourceVersion: z.string().nullish(),
  annotations: z.record(z.string(), z.string()).nullish(),
});

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    object: z.looseObject({ metadata }),
  }),
  z.object({ type: z.literal('BOOKMARK'), object: z.object({ metadata }) }),
  z.object({
    type: z.literal('ERROR'),
    object: z.object({ code: z.number().nullish() }),
  }),
]);

/** One line of a watch. `resourceVersion` is where the watch goes on after it. */
export type WatchEvent =
  | {
      readonly type: 'put' | 'remove';
      readonly object: unknown;
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
  const parsed = eventSchema.safeParse(parseJson(line, what));
  if (!parsed.success) {
    throw new ReadFailure('broken', `${what}: a line is no watch event`);
  }
  const event = parsed.data;
  switch (event.type) {
    case 'ERROR':
      throw statusFailure(what, event.object.code ?? 500);
    case 'BOOKMARK':
      return {
        type: 'bookmark',
        resourceVersion: event.object.metadata.resourceVersion ?? undefined,
        endsInitialList:
          event.object.metadata.annotations?.[INITIAL_LIST_END] === 'true',
      };
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return {
        type: event.type === 'DELETED' ? 'remove' : 'put',
        object: event.object,
        resourceVersion: event.object.metadata.resourceVersion ?? undefined,
      };
    default: {
      const unknown: never = event;
      throw new Error(`Unknown watch event ${JSON.stringify(unknown)}`);
    }
  }
}
