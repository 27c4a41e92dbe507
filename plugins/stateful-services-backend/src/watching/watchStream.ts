import {
  ResourceName,
  WatchedResource,
} from 'backstage-plugin-stateful-services-common';
import { ApiReader } from './apiReader';
import { ReadFailure, statusFailure } from './readFailure';
import { readLines } from './readLines';
import { ReadTarget, targetPath } from './readTarget';
import { SilenceGuard } from './silenceGuard';
import { textWithoutManagedFields } from './textWithoutManagedFields';
import { parseWatchEvent, WatchEvent } from './watchEvent';

const ANSWER_WITHIN_MS = 15_000;

/** Bookmarks come about every minute, so a longer silence is a connection that is dead without saying so. */
const SILENCE_MS = 90_000;

/** While a server streams its initial list it does not pause; one that does has no streaming lists. */
const INITIAL_SILENCE_MS = 10_000;

export interface WatchRequest {
  /** Absent: the server first sends what there is (a streaming list). */
  readonly resourceVersion?: string;
  /** After which the server ends the watch; in whole seconds. */
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  /** Called once the server has accepted the watch. */
  readonly onOpen: () => void;
  readonly onBytes: (count: number) => void;
}

function query(
  resource: WatchedResource<ResourceName>,
  { resourceVersion, timeoutSeconds }: WatchRequest,
): Record<string, string> {
  return {
    watch: '1',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(timeoutSeconds),
    ...(resource.labelSelector && { labelSelector: resource.labelSelector }),
    ...(resourceVersion === undefined
      ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }
      : { resourceVersion }),
  };
}

/**
 * The events of one watch, until the server ends it.
 *
 * @throws ReadFailure for everything that can go wrong on the way; the signal's reason once it is aborted.
 */
export async function* watchStream(
  api: ApiReader,
  target: ReadTarget<ResourceName>,
  request: WatchRequest,
): AsyncGenerator<WatchEvent> {
  const { resource, namespace } = target;
  const path = targetPath(target);
  const what = `GET ${api.address}${path}?watch=1`;
  let inInitialList = request.resourceVersion === undefined;
  let opened = false;
  const guard = new SilenceGuard(
    request.signal,
    () =>
      new ReadFailure(
        opened && inInitialList ? 'unsupported' : 'unreachable',
        `${what}: nothing was heard any more`,
      ),
  );
  const expectMore = () =>
    guard.touch(inInitialList ? INITIAL_SILENCE_MS : SILENCE_MS);
  try {
    guard.touch(ANSWER_WITHIN_MS);
    const answer = await api.get({
      path,
      query: query(resource, request),
      signal: guard.signal,
    });
    if (answer.status !== 200) {
      throw statusFailure(what, answer.status, {
        retryAfterMs: answer.retryAfterMs,
        access: { verb: 'watch', resource: resource.name, namespace },
      });
    }
    if (!answer.contentType.includes('json')) {
      throw new ReadFailure(
        'broken',
        `${what}: answered with ${answer.contentType || 'no content type'} instead of JSON`,
      );
    }
    opened = true;
    request.onOpen();
    expectMore();
    for await (const line of readLines(answer.body, request.onBytes)) {
      const text = resource.readsManagedFields
        ? line.toString('utf8')
        : textWithoutManagedFields(line);
      const event = parseWatchEvent(text, what);
      inInitialList &&= !(event.type === 'bookmark' && event.endsInitialList);
      expectMore();
      yield event;
    }
  } finally {
    guard.release();
  }
}
