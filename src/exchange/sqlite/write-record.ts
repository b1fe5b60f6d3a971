/** Records and integers as SQLite writes them. Source: https://sqlite.org/fileformat2.html, "Record Format". */

/** What a column of ours holds. */
export type Written = string | number | null;

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

/** A row, or a key of an index. */
export function writeRecord(values: readonly Written[]): Uint8Array {
  const types: number[] = [];
  const body: number[] = [];
  for (const value of values) {
    if (value === null) writeVarint(types, 0);
    else if (typeof value === "string") writeText(types, body, value);
    else writeNumber(types, body, value);
  }
  // The head says its own length, which takes a byte up to 126 and two beyond.
  const head: number[] = [];
  writeVarint(head, types.length + (types.length < 127 ? 1 : 2));
  const record = new Uint8Array(head.length + types.length + body.length);
  record.set(head);
  record.set(types, head.length);
  record.set(body, head.length + types.length);
  return record;
}

function writeText(types: number[], body: number[], text: string): void {
  const bytes = encoder.encode(text);
  writeVarint(types, TEXT + 2 * bytes.length);
  for (const byte of bytes) body.push(byte);
}

function writeNumber(types: number[], body: number[], value: number): void {
  if (value === 0 || value === 1) {
    writeVarint(types, ZERO + value);
  } else if (Number.isSafeInteger(value)) {
    const bytes = bytesFor(value);
    writeVarint(types, TYPE_OF_BYTES[bytes] ?? 0);
    for (let place = bytes - 1; place >= 0; place--) body.push(Math.floor(value / 256 ** place) & 255);
  } else {
    writeVarint(types, REAL);
    body.push(...new Uint8Array(new Float64Array([value]).buffer).reverse());
  }
}

/** The fewest bytes that hold it with its sign. */
function bytesFor(value: number): number {
  for (const bytes of [1, 2, 3, 4, 6]) {
    const half = 2 ** (8 * bytes - 1);
    if (value >= -half && value < half) return bytes;
  }
  return 8;
}
