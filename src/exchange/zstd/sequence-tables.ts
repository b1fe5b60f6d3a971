/** The tables that sequences are read with. Source: RFC 8878, sections 3.1.1.3.2.1 and 3.1.1.3.2.2. */
import { Refusal } from "../refusal.ts";
import { constantTable, type FseTable, fseTable, readFseTable } from "./fse.ts";

/** Literal lengths, offsets, match lengths, in the order in which they are described. */
export type Three<T> = readonly [lengths: T, offsets: T, matches: T];

const times = (count: number, value: number): number[] => new Array<number>(count).fill(value);

const DEFAULTS: Three<FseTable> = [
  fseTable([4, 3, ...times(11, 2), 1, 1, 1, ...times(9, 2), 3, 2, ...times(5, 1), ...times(4, -1)], 6),
  fseTable([...times(6, 1), 2, 2, 2, ...times(15, 1), ...times(5, -1)], 5),
  fseTable([1, 4, 3, ...times(6, 2), ...times(37, 1), ...times(7, -1)], 6),
];
/** The largest symbol and the largest accuracy of each. Offsets beyond the largest window are of no use to anybody. */
const MAX_SYMBOLS: Three<number> = [35, 28, 52];
const MAX_ACCURACIES: Three<number> = [9, 8, 9];
const [PREDEFINED, CONSTANT, DESCRIBED] = [0, 1, 2];

/** For each code its number of further bits; the values follow, from the first one on, without a gap. */
const LENGTH_BITS = [...times(16, 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const MATCH_BITS = [...times(32, 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

/** What a code stands for: a value, and how many bits are added to it. */
export interface Codes {
  readonly bits: Uint8Array;
  readonly bases: Uint32Array;
}
export const LENGTH_CODES = codes(LENGTH_BITS, 0);
export const MATCH_CODES = codes(MATCH_BITS, 3);

function codes(bits: readonly number[], first: number): Codes {
  let base = first;
  const bases = bits.map((count) => {
    const own = base;
    base += 2 ** count;
    return own;
  });
  return { bits: Uint8Array.from(bits), bases: Uint32Array.from(bases) };
}

/**
 * @param modes the byte that says how each table is given
 * @param before the tables of the block before
 * @returns the tables, and how many bytes their descriptions take
 * @throws Refusal `damaged`
 */
export function readSequenceTables(bytes: Uint8Array, modes: number, before: Three<FseTable> | null) {
  let length = 0;
  const read = (which: 0 | 1 | 2): FseTable => {
    const mode = (modes >> (6 - which * 2)) & 3;
    if (mode === PREDEFINED) return DEFAULTS[which];
    if (mode === CONSTANT) {
      const symbol = bytes[length];
      length += 1;
      if (symbol === undefined || symbol > MAX_SYMBOLS[which]) throw new Refusal("damaged");
      return constantTable(symbol);
    }
    if (mode === DESCRIBED) {
      const described = readFseTable(bytes.subarray(length), MAX_ACCURACIES[which], MAX_SYMBOLS[which]);
      length += described.length;
      return described.table;
    }
    if (before === null) throw new Refusal("damaged");
    return before[which];
  };
  const tables: Three<FseTable> = [read(0), read(1), read(2)];
  return { tables, length };
}
