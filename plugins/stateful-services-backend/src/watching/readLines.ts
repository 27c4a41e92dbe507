import { ReadFailure } from './readFailure';
import { Reading } from './reading';

const NEWLINE = 10;

/** etcd refuses objects above 1.5 MiB; as JSON they grow, but never to this. */
const LONGEST_LINE_BYTES = 32 * 2 ** 20;

/**
 * The complete lines of a body. What follows the last newline is dropped: it is a line that a broken connection cut off.
 *
 * @throws ReadFailure `broken` when a line does not end.
 */
export async function* readLines(
  body: AsyncIterable<Uint8Array>,
  { onBytes, what }: Reading,
): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    onBytes(chunk.length);
    let start = 0;
    let end = chunk.indexOf(NEWLINE);
    while (end !== -1) {
      pieces.push(chunk.subarray(start, end));
      yield Buffer.concat(pieces);
      pieces = [];
      length = 0;
      start = end + 1;
      end = chunk.indexOf(NEWLINE, start);
    }
    if (start < chunk.length) {
      pieces.push(chunk.subarray(start));
      length += chunk.length - start;
    }
    if (length > LONGEST_LINE_BYTES) {
      throw new ReadFailure(
        'broken',
        `${what}: a line of the answer is longer than ${LONGEST_LINE_BYTES} bytes`,
      );
    }
  }
}
