/** Records and integers as SQLite writes them. Source: https://sqlite.org/fileformat2.html, "Record Format". */

/** What a column of ours holds. */
export type Written = string | number | bigint | null;

const encoder = new TextEncoder();
/** Serial types of whole numbers of so many bytes. */
const TYPE_OF_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 6: 5, 8: 6 };
const [REAL, ZERO, TEXT] = [7, 8, 13];

/** A number of 1 to 8 bytes, the highest seven bits first. @param value whole, from 0 to 2^53 */
export function writeVarint(to: number[], value: number): void {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  for (let i = bytes.length - 1; i >= 0; i--) to.push(bytes[i] ?? 0);
}

/** Bytes of which it is not known how many there will be; used anew for each record. */
class Growing {
  #bytes = new Uint8Array(1024);
  length = 0;

  push(byte: number): void {
    this.#room(1);
    this.#bytes[this.length++] = byte;
  }

  /** @returns how many bytes the text takes */
  addText(text: string): number {
    // No sign takes more.
    this.#room(3 * text.length);
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(this.length));
    this.length += written;
    return written;
  }

  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.written);
    this.#bytes = larger;
  }
}

const body = new Growing();

/** A row, or a key of an index. */
export function writeRecord(values: readonly Written[]): Uint8Array {
  const types: number[] = [];
  body.length = 0;
  for (const value of values) {
    if (value === null) types.push(0);
    else if (typeof value === "string") writeVarint(types, TEXT + 2 * body.addText(value));
    else if (typeof value === "bigint") writeLong(types, value);
    else writeNumber(types, value);
  }
  // The head says its own length, which takes a byte up to 126 and two beyond.
  const head: number[] = [];
  writeVarint(head, types.length + (types.length < 127 ? 1 : 2));
  const record = new Uint8Array(head.length + types.length + body.length);
  record.set(head);
  record.set(types, head.length);
  record.set(body.written, head.length + types.length);
  return record;
}

function writeNumber(types: number[], value: number): void {
  if (value === 0 || value === 1) {
    types.push(ZERO + value);
  } else if (Number.isSafeInteger(value)) {
    const bytes = bytesFor(value);
    types.push(TYPE_OF_BYTES[bytes] ?? 0);
    for (let unit = 256 ** (bytes - 1); unit >= 1; unit /= 256) body.push(Math.floor(value / unit) & 255);
  } else {
    types.push(REAL);
    for (const byte of new Uint8Array(new Float64Array([value]).buffer).reverse()) body.push(byte);
  }
}

/** A whole number beyond 2^53. @param value within 64 bits with their sign */
function writeLong(types: number[], value: bigint): void {
  types.push(TYPE_OF_BYTES[8] ?? 0);
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, value);
  for (const byte of new Uint8Array(view.buffer)) body.push(byte);
}

/** What numbers of so many bytes stay below, on either side of 0. */
const BOUNDS = [1, 2, 3, 4, 6].map((bytes) => ({ bytes, bound: 2 ** (8 * bytes - 1) }));

/** The fewest bytes that hold it with its sign. */
function bytesFor(value: number): number {
  for (const { bytes, bound } of BOUNDS) if (value >= -bound && value < bound) return bytes;
  return 8;
}
