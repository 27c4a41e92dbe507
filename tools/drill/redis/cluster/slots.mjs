/** Of a Redis Cluster. */
export const slotCount = 16384;

/**
 * The slot of a key without a hash tag: CRC16 (XMODEM) of it, modulo the number of slots (Redis Cluster specification).
 *
 * @param {string} key
 */
export function slotOf(key) {
  let checksum = 0;
  for (const byte of Buffer.from(key)) {
    checksum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      checksum = ((checksum << 1) ^ (checksum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return checksum % slotCount;
}

/**
 * A key whose slot lies in the given third of all slots, which is that of one of three shards; always the same one.
 *
 * @param {string} name
 * @param {number} third 0, 1 or 2
 */
export function keyInThird(name, third) {
  for (let attempt = 0; ; attempt += 1) {
    const key = `${name}:${third}:${attempt}`;
    if (Math.floor((slotOf(key) * 3) / slotCount) === third) return key;
  }
}
