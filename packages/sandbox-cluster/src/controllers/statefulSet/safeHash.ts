/** Letters and digits that spell no words, as Kubernetes uses them in generated names. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name for a text, as long and as readable as those of the real controllers (32-bit FNV-1a). */
export function safeHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return [...String(hash)]
    .map(digit => ALPHABET[digit.charCodeAt(0) % ALPHABET.length])
    .join('');
}
