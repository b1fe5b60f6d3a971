/** Huffman codes of literals. Source: RFC 8878, section 4.2. */
import { Refusal } from "../refusal.ts";
import { BackwardBits } from "./bits.ts";
import { readFseTable } from "./fse.ts";

/** For every run of as many bits as the longest code has: the symbol that it begins with, and its code's length. */
export interface HuffmanTable {
  readonly longest: number;
  readonly symbols: Uint8Array;
  readonly lengths: Uint8Array;
}

const MAX_LENGTH = 11;
const MAX_SYMBOLS = 256;
const WEIGHTS_ACCURACY = 6;
const FIRST_DIRECT = 128;

/**
 * Reads a table's description.
 * @returns the table, and how many bytes its description takes
 * @throws Refusal `damaged`
 */
export function readHuffmanTable(bytes: Uint8Array) {
  const head = bytes[0];
  if (head === undefined) throw new Refusal("damaged");
  const isDirect = head >= FIRST_DIRECT;
  const count = isDirect ? head - FIRST_DIRECT + 1 : 0;
  const length = 1 + (isDirect ? Math.ceil(count / 2) : head);
  if (length > bytes.length) throw new Refusal("damaged");
  const described = bytes.subarray(1, length);
  const weights = isDirect ? directWeights(described, count) : packedWeights(described);
  return { table: huffmanTable(weights), length };
}

const directWeights = (bytes: Uint8Array, count: number): number[] =>
  Array.from({ length: count }, (_, i) => ((bytes[i >> 1] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15);

/** Two states take turns until the bits run out; what the other one stands for is the last weight. */
function packedWeights(bytes: Uint8Array): number[] {
  const { table, length } = readFseTable(bytes, WEIGHTS_ACCURACY, MAX_LENGTH + 1);
  const bits = new BackwardBits(bytes.subarray(length));
  const weights: number[] = [];
  let [state, other] = [bits.read(table.accuracy), bits.read(table.accuracy)];
  if (bits.left < 0) throw new Refusal("damaged");
  while (weights.length < MAX_SYMBOLS) {
    weights.push(table.symbols[state] ?? 0);
    const next = (table.bases[state] ?? 0) + bits.read(table.bits[state] ?? 0);
    if (bits.left < 0) return [...weights, table.symbols[other] ?? 0];
    [state, other] = [other, next];
  }
  throw new Refusal("damaged");
}

/** @param given the weights of all symbols but the last, which follows from them */
function huffmanTable(given: readonly number[]): HuffmanTable {
  const sum = given.reduce((total, weight) => total + (weight > 0 ? 2 ** (weight - 1) : 0), 0);
  const longest = 32 - Math.clz32(sum);
  const rest = 2 ** longest - sum;
  const isPower = (rest & (rest - 1)) === 0;
  if (sum === 0 || given.length >= MAX_SYMBOLS || longest > MAX_LENGTH || !isPower) throw new Refusal("damaged");
  const weights = [...given, 32 - Math.clz32(rest)];
  const symbols = new Uint8Array(2 ** longest);
  const lengths = new Uint8Array(2 ** longest);
  let at = 0;
  for (let weight = 1; weight <= longest; weight++) {
    for (const [symbol, own] of weights.entries()) {
      if (own !== weight) continue;
      const end = at + 2 ** (weight - 1);
      symbols.fill(symbol, at, end);
      lengths.fill(longest + 1 - weight, at, end);
      at = end;
    }
  }
  if (at !== symbols.length) throw new Refusal("damaged");
  return { longest, symbols, lengths };
}

/** Fills the target with what a stream says, which must be exactly as much. @throws Refusal `damaged` */
export function readHuffmanStream(bytes: Uint8Array, { longest, symbols, lengths }: HuffmanTable, target: Uint8Array) {
  const bits = new BackwardBits(bytes);
  for (let i = 0; i < target.length; i++) {
    const code = bits.peek(longest);
    target[i] = symbols[code] ?? 0;
    bits.left -= lengths[code] ?? 0;
  }
  if (bits.left !== 0) throw new Refusal("damaged");
}
