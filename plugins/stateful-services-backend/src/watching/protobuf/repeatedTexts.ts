const PLACES = 4_096;
const LONGEST_BYTES = 40;

/**
 * Texts that were read lately, so that those that come again and again, as labels, kinds, phases and times do, are held once and
 * are not made anew each time.
 */
export class RepeatedTexts {
  readonly #places: string[] = new Array<string>(PLACES).fill('');
  readonly #times = new Map<number, string>();

  read(bytes: Buffer, begin: number, end: number): string {
    if (end - begin > LONGEST_BYTES) {
      return bytes.toString('utf8', begin, end);
    }
    let hash = end - begin;
    for (let index = begin; index < end; index += 1) {
      hash = (Math.imul(hash, 31) + (bytes[index] ?? 0)) | 0;
    }
    const place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    const known = this.#places[place] ?? '';
    if (known.length === end - begin && isSame(known, bytes, begin)) {
      return known;
    }
    const text = bytes.toString('utf8', begin, end);
    this.#places[place] = text;
    return text;
  }

  /**
   * RFC 3339 in whole seconds.
   *
   * @param seconds - since the epoch, no further from it than a date can be
   */
  time(seconds: number): string {
    const known = this.#times.get(seconds);
    if (known !== undefined) {
      return known;
    }
    if (this.#times.size === PLACES) {
      this.#times.clear();
    }
    const text = `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`;
    this.#times.set(seconds, text);
    return text;
  }
}

/** True when the bytes from `begin` on are this text, in ASCII; other texts are made anew each time. */
function isSame(text: string, bytes: Buffer, begin: number): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const byte = bytes[begin + index] ?? 0;
    if (byte >= 0x80 || text.charCodeAt(index) !== byte) {
      return false;
    }
  }
  return true;
}
