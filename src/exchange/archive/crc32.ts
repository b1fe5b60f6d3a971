/** How many bytes are taken at once. */
const WIDTH = 8;
const BYTES = 256;

/** One table behind the other: of a byte, and of one that so many more zeros follow. */
const TABLES = ((): Int32Array => {
  const tables = new Int32Array(WIDTH * BYTES);
  for (let byte = 0; byte < BYTES; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
    tables[byte] = value;
  }
  for (let i = BYTES; i < tables.length; i++) {
    const shorter = tables[i - BYTES] ?? 0;
    tables[i] = (shorter >>> 8) ^ (tables[shorter & 0xff] ?? 0);
  }
  return tables;
})();

const looked = (zeros: number, byte: number): number => TABLES[zeros * BYTES + (byte & 0xff)] ?? 0;

/**
 * CRC-32 of bytes in pieces, as zip keeps it (ISO 3309, the reflected polynomial edb88320), as an unsigned number. Eight bytes at a time, see
 * Kounavis and Berry, "A Systematic Approach to Building High Performance Software-based CRC Generators", 2005.
 */
export function crc32(...pieces: readonly Uint8Array[]): number {
  let value = -1;
  for (const piece of pieces) value = afterPiece(value, piece);
  return ~value >>> 0;
}

function afterPiece(before: number, bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let value = before;
  let at = 0;
  for (; at + WIDTH <= bytes.length; at += WIDTH) {
    const low = view.getInt32(at, true) ^ value;
    const high = view.getInt32(at + 4, true);
    value = looked(7, low) ^ looked(6, low >>> 8) ^ looked(5, low >>> 16) ^ looked(4, low >>> 24);
    value ^= looked(3, high) ^ looked(2, high >>> 8) ^ looked(1, high >>> 16) ^ looked(0, high >>> 24);
  }
  for (; at < bytes.length; at++) value = (value >>> 8) ^ looked(0, value ^ view.getUint8(at));
  return value;
}
