import { ReadFailure } from '../readFailure';
import { RepeatedTexts } from './repeatedTexts';
import { bytes, decode, integer, Message, message, text } from './values';
import { MalformedMessage } from './wireReader';

/** `WatchEvent` of `apimachinery/pkg/apis/meta/v1/generated.proto`, with its `RawExtension` (1.36). */
const eventMessage = message({
  1: ['type', text],
  2: message({ 1: ['object', bytes] }),
});

/** What the API server writes before each object, followed by an `Unknown` (apimachinery `pkg/runtime/generated.proto`, 1.36). */
const MAGIC = Buffer.from('k8s\0');

const envelope = message({ 2: ['raw', bytes] });

const statusMessage = message({ 6: ['code', integer] });

function decodeObject(
  object: unknown,
  content: Message,
  texts: RepeatedTexts,
): Record<string, unknown> {
  if (
    !Buffer.isBuffer(object) ||
    !object.subarray(0, MAGIC.length).equals(MAGIC)
  ) {
    throw new MalformedMessage('an object without its envelope');
  }
  const { raw } = decode(object.subarray(MAGIC.length), envelope, texts);
  return Buffer.isBuffer(raw) ? decode(raw, content, texts) : {};
}

export interface Decoding {
  /** What is of interest of the object. */
  readonly content: Message;
  /** Of the watch. */
  readonly texts: RepeatedTexts;
  /** The request, for messages. */
  readonly what: string;
}

/**
 * A watch event in the shape that it has in JSON, with what is of interest of its object.
 *
 * @throws ReadFailure when the frame is none.
 */
export function decodeWatchEvent(
  frame: Buffer,
  { content, texts, what }: Decoding,
): { readonly type: unknown; readonly object: unknown } {
  try {
    const { type, object } = decode(frame, eventMessage, texts);
    return {
      type,
      object: decodeObject(
        object,
        type === 'ERROR' ? statusMessage : content,
        texts,
      ),
    };
  } catch (error) {
    if (error instanceof MalformedMessage) {
      throw new ReadFailure('broken', `${what}: a frame is no watch event`, {
        cause: error,
      });
    }
    throw error;
  }
}
