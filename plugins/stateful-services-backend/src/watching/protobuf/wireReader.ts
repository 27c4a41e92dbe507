import { RepeatedTexts } from './repeatedTexts';

/** How the bytes of a value are laid out (protobuf encoding, "Message structure"). */
export const WireType = {
  varint: 0,
  eightBytes: 1,
  lengthDelimited: 2,
  fourBytes: 5,
} as const;

/** A varint up to this shift is exact in a JavaScript number; longer ones are negative. */
const LAST_EXACT_SHIFT = 42;

const LONGEST_VARINT_BYTES = 10;

/** Bytes that are no message: cut off, or not what the description of the message says. */
export class MalformedMessage extends Error {
  override name = 'MalformedMessage';
}

/** Goes through the bytes of a protobuf message. */
export class WireReader {
  position = 0;

  constructor(
    private readonly bytes: Buffer,
    readonly texts: RepeatedTexts,
  ) {}

  /** Where the value ends whose length comes next. */
  endOfValue(): number {
    const length = this.varint();
    const end = this.position + length;
    if (length < 0 || end > this.bytes.length) {
      throw new MalformedMessage('a value is cut off');
    }
    return end;
  }

  /** An integer, a length, a boolean or a tag. */
  varint(): number {
    const first = this.#byte();
    return first < 0x80 ? first : this.#longerVarint(first & 0x7f);
  }

  #longerVarint(low: number): number {
    let value = low;
    let factor = 0x80;
    for (let shift = 7; shift <= LAST_EXACT_SHIFT; shift += 7) {
      const byte = this.#byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        return value;
      }
      factor *= 0x80;
    }
    return this.#longVarint(BigInt(value));
  }

  text(): string {
    const end = this.endOfValue();
    const value = this.texts.read(this.bytes, this.position, end);
    this.position = end;
    return value;
  }

  /** The bytes themselves, not a copy. */
  raw(): Buffer {
    const end = this.endOfValue();
    const value = this.bytes.subarray(this.position, end);
    this.position = end;
    return value;
  }

  skip(wireType: number): void {
    switch (wireType) {
      case WireType.varint:
        this.varint();
        return;
      case WireType.eightBytes:
        this.position += 8;
        return;
      case WireType.lengthDelimited:
        this.position = this.endOfValue();
        return;
      case WireType.fourBytes:
        this.position += 4;
        return;
      default:
        throw new MalformedMessage(`wire type ${wireType} is not in use`);
    }
  }

  #byte(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined) {
      throw new MalformedMessage('a message is cut off');
    }
    this.position += 1;
    return byte;
  }

  /** Negative numbers take all ten bytes, of 64 bits in two's complement. */
  #longVarint(low: bigint): number {
    let value = low;
    for (let index = 7; index < LONGEST_VARINT_BYTES; index += 1) {
      const byte = this.#byte();
      value += BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) {
        return Number(BigInt.asIntN(64, value));
      }
    }
    throw new MalformedMessage('a number does not end');
  }
}
