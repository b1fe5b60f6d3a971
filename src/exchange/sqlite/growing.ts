const encoder = new TextEncoder();
/** To ask the browser takes longer than to write so many characters here, where all of them are ASCII. */
const SHORT = 200;

/** Bytes of which it is not known how many there will be. */
export class Growing {
  #bytes = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Those from one place to another, as they are until more are added. */
  part(from = 0, to = this.#length): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(from, to);
  }

  /** Begins anew, in the same memory. */
  clear(): void {
    this.#length = 0;
  }

  push(byte: number): void {
    if (this.#length === this.#bytes.length) this.room(1);
    this.#bytes[this.#length++] = byte;
  }

  /** A number of 1 to 8 bytes, the highest seven bits first. @param value whole, from 0 to 2^53 */
  addVarint(value: number): void {
    if (value < 128) {
      this.push(value);
      return;
    }
    let unit = 128;
    while (value >= unit * 128) unit *= 128;
    for (; unit > 1; unit /= 128) this.push((Math.floor(value / unit) % 128) + 128);
    this.push(value % 128);
  }

  /** @param value whole, from 0 to 2^32 */
  addUint32(value: number): void {
    for (let shift = 24; shift >= 0; shift -= 8) this.push((value >>> shift) & 255);
  }

  /** @returns how many bytes the text takes */
  addText(text: string): number {
    // No sign takes more.
    const bytes = this.room(3 * text.length);
    if (text.length <= SHORT) {
      const start = this.#length;
      let i = 0;
      for (; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code >= 128) break;
        bytes[start + i] = code;
      }
      if (i === text.length) {
        this.#length += i;
        return i;
      }
    }
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(this.#length));
    this.#length += written;
    return written;
  }

  addBytes(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** The same for the first bytes of others. */
  addFrom(other: Growing, count = other.length): void {
    this.room(count);
    const [from, to] = [other.#bytes, this.#bytes];
    // For a row of some bytes a loop is faster than what the browser does for any number of them.
    if (count > 100) to.set(from.subarray(0, count), this.#length);
    else for (let i = 0; i < count; i++) to[this.#length + i] = from[i] ?? 0;
    this.#length += count;
  }

  /** Memory in which so many bytes fit behind the last one. What is written there counts once {@link end} is told of it. */
  room(more: number): Uint8Array<ArrayBuffer> {
    if (this.#length + more > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#length + more));
      larger.set(this.part());
      this.#bytes = larger;
    }
    return this.#bytes;
  }

  /** @param length up to where it was written, see {@link room} */
  end(length: number): void {
    this.#length = length;
  }
}
