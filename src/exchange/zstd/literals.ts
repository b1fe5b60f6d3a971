/** The literals of a compressed block. Source: RFC 8878, section 3.1.1.3.1. */
import { Refusal } from "../refusal.ts";
import { littleEndian } from "./frame-header.ts";
import { type HuffmanTable, readHuffmanStream, readHuffmanTable } from "./huffman.ts";

export interface Literals {
  readonly bytes: Uint8Array;
  /** How much of the block they take. */
  readonly length: number;
  /** What a later block may use again. */
  readonly table: HuffmanTable | null;
}

/** The head: bytes that it takes, bits of each size, streams; by its two bits of format. */
const PLAIN_HEADS = [
  [1, 5, 3],
  [2, 12, 4],
  [1, 5, 3],
  [3, 20, 4],
] as const;
const PACKED_HEADS = [
  [3, 10, 1],
  [3, 10, 4],
  [4, 14, 4],
  [5, 18, 4],
] as const;
const JUMP_BYTES = 6;

/**
 * @param most how many literals there may be
 * @param before the table of the block before
 * @throws Refusal `damaged`
 */
export function readLiterals(block: Uint8Array, most: number, before: HuffmanTable | null): Literals {
  const first = littleEndian(block, 0, 1);
  const kind = first & 3;
  const format = ((first >> 2) & 3) as 0 | 1 | 2 | 3;
  if (kind < 2) return plainLiterals(block, kind === 1, format, most, before);
  const [headBytes, width, streams] = PACKED_HEADS[format];
  const head = Math.floor(littleEndian(block, 0, headBytes) / 16);
  const count = head % 2 ** width;
  const end = headBytes + Math.floor(head / 2 ** width);
  if (count > most || end > block.length) throw new Refusal("damaged");
  let packed = block.subarray(headBytes, end);
  let table = before;
  if (kind === 2) {
    const described = readHuffmanTable(packed);
    table = described.table;
    packed = packed.subarray(described.length);
  }
  if (table === null) throw new Refusal("damaged");
  const bytes = new Uint8Array(count);
  if (streams === 1) readHuffmanStream(packed, table, bytes);
  else readFourStreams(packed, table, bytes);
  return { bytes, length: end, table };
}

function plainLiterals(
  block: Uint8Array,
  isRepeated: boolean,
  format: 0 | 1 | 2 | 3,
  most: number,
  table: HuffmanTable | null,
): Literals {
  const [headBytes, , shift] = PLAIN_HEADS[format];
  const count = littleEndian(block, 0, headBytes) >> shift;
  const end = headBytes + (isRepeated ? 1 : count);
  if (count > most || end > block.length) throw new Refusal("damaged");
  const bytes = isRepeated ? new Uint8Array(count).fill(block[headBytes] ?? 0) : block.subarray(headBytes, end);
  return { bytes, length: end, table };
}

function readFourStreams(packed: Uint8Array, table: HuffmanTable, target: Uint8Array): void {
  const quarter = Math.ceil(target.length / 4);
  let start = JUMP_BYTES;
  for (let i = 0; i < 4; i++) {
    const end = i < 3 ? start + littleEndian(packed, i * 2, 2) : packed.length;
    if (end > packed.length || quarter * 3 > target.length) throw new Refusal("damaged");
    const part = target.subarray(i * quarter, i < 3 ? (i + 1) * quarter : target.length);
    readHuffmanStream(packed.subarray(start, end), table, part);
    start = end;
  }
}
