import { Refusal } from "../refusal.ts";

/** Bits of a table's description, the lowest bit of the first byte first. */
export class ForwardBits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @param count 16 at most. Bits behind the end are 0; {@link bytesRead} tells of them. */
  peek(count: number): number {
    const byte = this.#at >> 3;
    const [first = 0, second = 0, third = 0] = this.#bytes.subarray(byte, byte + 3);
    return ((first | (second << 8) | (third << 16)) >> (this.#at & 7)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** Whole bytes, the last one with all its bits. @throws Refusal when more was read than is there */
  bytesRead(): number {
    const bytes = (this.#at + 7) >> 3;
    if (bytes > this.#bytes.length) throw new Refusal("damaged");
    return bytes;
  }
}

/**
 * Bits of a stream that is read from its end, the highest bit first. The highest bit that is set in its last byte only
 * marks where it ends. Source: RFC 8878, section 4.1, "Bitstream".
 */
export class BackwardBits {
  readonly #bytes: Uint8Array;
  /** How many bits are left. Below zero where more was taken than there is. */
  left: number;

  /** @throws Refusal for a stream without a mark */
  constructor(bytes: Uint8Array) {
    const last = bytes.at(-1) ?? 0;
    if (last === 0) throw new Refusal("damaged");
    this.#bytes = bytes;
    this.left = bytes.length * 8 - 1 - Math.clz32(last << 24);
  }

  /** The next bits, without taking them. @param count 24 at most. Bits before the beginning are 0. */
  peek(count: number): number {
    const from = this.left - count;
    if (from < 0) return this.left <= 0 ? 0 : this.#at(0, this.left) << -from;
    return this.#at(from, count);
  }

  /** Takes the next bits. @param count 32 at most */
  read(count: number): number {
    if (count > 16) return this.read(count - 16) * 65_536 + this.read(16);
    const value = this.peek(count);
    this.left -= count;
    return value;
  }

  #at(from: number, count: number): number {
    const bytes = this.#bytes;
    const byte = from >> 3;
    const four =
      (bytes[byte] ?? 0) |
      ((bytes[byte + 1] ?? 0) << 8) |
      ((bytes[byte + 2] ?? 0) << 16) |
      ((bytes[byte + 3] ?? 0) << 24);
    return (four >>> (from & 7)) & ((1 << count) - 1);
  }
}
