/** Finite state entropy: tables, and how they are described. Source: RFC 8878, section 4.1. */
import { Refusal } from "../refusal.ts";
import { ForwardBits } from "./bits.ts";

/** For each state its symbol, how many bits lead on, and the state that they are added to. */
export interface FseTable {
  readonly accuracy: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

/** A symbol that is rarer than one in the table's size. */
const RARE = -1;

/**
 * Reads a table's description.
 * @returns the table, and how many bytes its description takes
 * @throws Refusal `damaged`
 */
export function readFseTable(bytes: Uint8Array, maxAccuracy: number, maxSymbol: number) {
  const bits = new ForwardBits(bytes);
  const accuracy = bits.peek(4) + 5;
  bits.skip(4);
  if (accuracy > maxAccuracy) throw new Refusal("damaged");
  const shares: number[] = [];
  let left = 1 << accuracy;
  while (left > 0) {
    const share = readShare(bits, left);
    left -= Math.abs(share);
    shares.push(share);
    if (share === 0) for (let i = readZeros(bits, maxSymbol); i > 0; i--) shares.push(0);
    if (left < 0 || shares.length > maxSymbol + 1) throw new Refusal("damaged");
  }
  return { table: fseTable(shares, accuracy), length: bits.bytesRead() };
}

/** A share takes no more bits than the number of what is left to give, and the smaller half of them one less. */
function readShare(bits: ForwardBits, left: number): number {
  const count = 32 - Math.clz32(left + 1);
  const value = bits.peek(count);
  const low = value & ((1 << (count - 1)) - 1);
  const short = (1 << count) - 1 - (left + 1);
  const isShort = low < short;
  bits.skip(isShort ? count - 1 : count);
  return (isShort ? low : value >= 1 << (count - 1) ? value - short : value) - 1;
}

/** How many more symbols have no share, in pieces of three. */
function readZeros(bits: ForwardBits, most: number): number {
  let zeros = 0;
  for (let piece = 3; piece === 3 && zeros <= most; zeros += piece) {
    piece = bits.peek(2);
    bits.skip(2);
  }
  return zeros;
}

/** @param shares of the states for each symbol, which together are all of them */
export function fseTable(shares: readonly number[], accuracy: number): FseTable {
  const size = 1 << accuracy;
  const symbols = new Uint8Array(size);
  const next = shares.map((share) => Math.abs(share));
  let end = size;
  for (const [symbol, share] of shares.entries()) {
    if (share === RARE) symbols[--end] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let at = 0;
  for (const [symbol, share] of shares.entries()) {
    for (let i = 0; i < share; i++) {
      symbols[at] = symbol;
      do at = (at + step) & (size - 1);
      while (at >= end);
    }
  }
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const symbol = symbols[state] ?? 0;
    const count = next[symbol] ?? 1;
    next[symbol] = count + 1;
    const width = accuracy - (31 - Math.clz32(count));
    bits[state] = width;
    bases[state] = (count << width) - size;
  }
  return { accuracy, symbols, bits, bases };
}

/** A table with one state, which says the same symbol for ever. */
export const constantTable = (symbol: number): FseTable => ({
  accuracy: 0,
  symbols: Uint8Array.of(symbol),
  bits: new Uint8Array(1),
  bases: new Uint16Array(1),
});
