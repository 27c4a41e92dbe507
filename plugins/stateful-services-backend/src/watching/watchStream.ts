import {
  ResourceName,
  WatchedResource,
} from 'backstage-plugin-stateful-services-common';
import { ApiAnswer, ApiReader } from './apiReader';
import { decodeWatchEvent, Decoding } from './protobuf/decodeWatchEvent';
import { protobufMessages } from './protobuf/messages';
import { readFrames } from './protobuf/readFrames';
import { RepeatedTexts } from './protobuf/repeatedTexts';
import { Message } from './protobuf/values';
import { ReadFailure, statusFailure } from './readFailure';
import { Reading } from './reading';
import { readLines } from './readLines';
import { ReadTarget, targetPath } from './readTarget';
import { SilenceGuard } from './silenceGuard';
import { textWithoutManagedFields } from './textWithoutManagedFields';
import { parseWatchEvent, toWatchEvent, WatchEvent } from './watchEvent';

const ANSWER_WITHIN_MS = 15_000;

/** Bookmarks come about every minute, so a longer silence is a connection that is dead without saying so. */
const SILENCE_MS = 90_000;

/** While a server streams its initial list it does not pause; one that does has no streaming lists. */
const INITIAL_SILENCE_MS = 10_000;

const PROTOBUF = 'application/vnd.kubernetes.protobuf';

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

async function* readJson(
  { body }: ApiAnswer,
  { readsManagedFields }: WatchedResource<ResourceName>,
  reading: Reading,
): AsyncGenerator<Iterable<WatchEvent>> {
  for await (const line of readLines(body, reading)) {
    const json = readsManagedFields
      ? line.toString('utf8')
      : textWithoutManagedFields(line);
    yield [parseWatchEvent(json, reading.what)];
  }
}

/** Each is decoded when it is asked for, so that what comes before a garbled one counts. */
function* decodeEvents(
  frames: readonly Buffer[],
  decoding: Decoding,
): Generator<WatchEvent> {
  const { what } = decoding;
  for (const frame of frames) {
    yield toWatchEvent(decodeWatchEvent(frame, decoding), {
      what,
      isTyped: true,
    });
  }
}

async function* readProtobuf(
  { body }: ApiAnswer,
  content: Message,
  reading: Reading,
): AsyncGenerator<Iterable<WatchEvent>> {
  const { what } = reading;
  const decoding = { content, texts: new RepeatedTexts(), what };
  for await (const frames of readFrames(body, reading)) {
    yield decodeEvents(frames, decoding);
  }
}

/** The events of an answer, in the encoding that the server chose, as many at once as have come together: a cluster has thousands. */
function eventsOf(
  answer: ApiAnswer,
  resource: WatchedResource<ResourceName>,
  reading: Reading,
): AsyncIterable<Iterable<WatchEvent>> {
  const content = protobufMessages[resource.name];
  if (content && answer.contentType.startsWith(PROTOBUF)) {
    return readProtobuf(answer, content, reading);
  }
  if (answer.contentType.includes('json')) {
    return readJson(answer, resource, reading);
  }
  throw new ReadFailure(
    'broken',
    `${reading.what}: answered with ${answer.contentType || 'no content type'} instead of JSON`,
  );
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
      ...(protobufMessages[resource.name] && {
        accept: `${PROTOBUF};stream=watch,application/json`,
      }),
      signal: guard.signal,
    });
    if (answer.status !== 200) {
      throw statusFailure(what, answer.status, {
        retryAfterMs: answer.retryAfterMs,
        access: { verb: 'watch', resource: resource.name, namespace },
      });
    }
    const { onBytes } = request;
    const batches = eventsOf(answer, resource, { onBytes, what });
    opened = true;
    request.onOpen();
    expectMore();
    for await (const events of batches) {
      for (const event of events) {
        inInitialList &&= !(event.type === 'bookmark' && event.endsInitialList);
        expectMore();
        yield event;
      }
    }
  } finally {
    guard.release();
  }
}
