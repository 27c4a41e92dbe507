import { ReadFailure } from '../readFailure';
import { Reading } from '../reading';

const PREFIX_BYTES = 4;

/** etcd refuses objects above 1.5 MiB; encoded they never grow to this. */
const LONGEST_FRAME_BYTES = 32 * 2 ** 20;

/**
 * The frames of a body, each of which has its length before it, in four bytes. What follows the last complete frame is dropped:
 * it is a frame that a broken connection cut off. Those that come in one chunk are yielded together.
 *
 * @throws ReadFailure `broken` when a frame is longer than an object can be.
 */
export async function* readFrames(
  body: AsyncIterable<Uint8Array>,
  { onBytes, what }: Reading,
): AsyncGenerator<readonly Buffer[]> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let needed = PREFIX_BYTES;
  for await (const chunk of body) {
    onBytes(chunk.length);
    pieces.push(chunk);
    length += chunk.length;
    if (length < needed) {
      continue;
    }
    const bytes = Buffer.concat(pieces);
    const frames: Buffer[] = [];
    let start = 0;
    for (;;) {
      needed = PREFIX_BYTES;
      if (bytes.length - start < needed) {
        break;
      }
      needed += bytes.readUInt32BE(start);
      if (needed > LONGEST_FRAME_BYTES) {
        throw new ReadFailure(
          'broken',
          `${what}: a frame of the answer is longer than ${LONGEST_FRAME_BYTES} bytes`,
        );
      }
      if (bytes.length - start < needed) {
        break;
      }
      frames.push(bytes.subarray(start + PREFIX_BYTES, start + needed));
      start += needed;
    }
    yield frames;
    pieces = [bytes.subarray(start)];
    length = bytes.length - start;
  }
}
