/** What a compressed block does: literals, and matches of what was before. Source: RFC 8878, section 3.1.1.3.2. */
import { Refusal } from "../refusal.ts";
import { BackwardBits } from "./bits.ts";
import { littleEndian } from "./frame-header.ts";
import type { FseTable } from "./fse.ts";
import { LENGTH_CODES, MATCH_CODES, readSequenceTables, type Three } from "./sequence-tables.ts";

/** What goes from block to block. */
export interface SequenceState {
  tables: Three<FseTable> | null;
  /** The last three offsets, the newest first. */
  offsets: [number, number, number];
}

/** Where the unpacked bytes go: never beyond `end`. */
export interface Target {
  readonly bytes: Uint8Array;
  at: number;
  /** Where this block must end at the latest. */
  readonly end: number;
  readonly window: number;
}

/** From so many bytes on, the engine's own copying is quicker than a loop. */
const LONG = 32;

/** @throws Refusal `damaged`, for everything that would read or write where it must not */
export function runSequences(section: Uint8Array, literals: Uint8Array, target: Target, state: SequenceState): void {
  const { count, length } = readCount(section);
  if (count === 0) {
    if (length !== section.length) throw new Refusal("damaged");
    copyLiterals(literals, 0, literals.length, target);
    return;
  }
  const modes = littleEndian(section, length, 1);
  if (modes & 3) throw new Refusal("damaged");
  const described = readSequenceTables(section.subarray(length + 1), modes, state.tables);
  state.tables = described.tables;
  const [lengths, offsets, matches] = described.tables;
  const bits = new BackwardBits(section.subarray(length + 1 + described.length));
  let lengthState = bits.read(lengths.accuracy);
  let offsetState = bits.read(offsets.accuracy);
  let matchState = bits.read(matches.accuracy);
  let done = 0;
  for (let i = 0; i < count; i++) {
    const offsetCode = offsets.symbols[offsetState] ?? 0;
    const matchCode = matches.symbols[matchState] ?? 0;
    const lengthCode = lengths.symbols[lengthState] ?? 0;
    const offsetValue = 2 ** offsetCode + bits.read(offsetCode);
    const match = (MATCH_CODES.bases[matchCode] ?? 0) + bits.read(MATCH_CODES.bits[matchCode] ?? 0);
    const run = (LENGTH_CODES.bases[lengthCode] ?? 0) + bits.read(LENGTH_CODES.bits[lengthCode] ?? 0);
    copyLiterals(literals, done, run, target);
    done += run;
    copyMatch(target, offsetOf(offsetValue, run, state), match);
    if (i < count - 1) {
      lengthState = (lengths.bases[lengthState] ?? 0) + bits.read(lengths.bits[lengthState] ?? 0);
      matchState = (matches.bases[matchState] ?? 0) + bits.read(matches.bits[matchState] ?? 0);
      offsetState = (offsets.bases[offsetState] ?? 0) + bits.read(offsets.bits[offsetState] ?? 0);
    }
    if (bits.left < 0) throw new Refusal("damaged");
  }
  if (bits.left !== 0) throw new Refusal("damaged");
  copyLiterals(literals, done, literals.length - done, target);
}

function readCount(section: Uint8Array): { readonly count: number; readonly length: number } {
  const first = littleEndian(section, 0, 1);
  if (first < 128) return { count: first, length: 1 };
  if (first < 255) return { count: (first - 128) * 256 + littleEndian(section, 1, 1), length: 2 };
  return { count: littleEndian(section, 1, 2) + 0x7f_00, length: 3 };
}

/** Values of 1 to 3 name one of the last offsets; where no literal came between, the one after it. */
function offsetOf(value: number, run: number, { offsets }: SequenceState): number {
  const [first, second, third] = offsets;
  const named = run === 0 ? value : value - 1;
  if (value <= 3 && named === 0) return first;
  const offset = value > 3 ? value - 3 : named === 1 ? second : named === 2 ? third : first - 1;
  // In place: there are as many as sequences.
  if (value > 3 || named !== 1) offsets[2] = second;
  offsets[1] = first;
  offsets[0] = offset;
  return offset;
}

function copyLiterals(literals: Uint8Array, from: number, count: number, target: Target): void {
  const { bytes, at, end } = target;
  if (from + count > literals.length || at + count > end) throw new Refusal("damaged");
  if (count < LONG) for (let i = 0; i < count; i++) bytes[at + i] = literals[from + i] ?? 0;
  else bytes.set(literals.subarray(from, from + count), at);
  target.at = at + count;
}

function copyMatch(target: Target, offset: number, count: number): void {
  const { bytes, at, end, window } = target;
  if (offset <= 0 || offset > at || offset > window || at + count > end) throw new Refusal("damaged");
  const from = at - offset;
  if (count < LONG) for (let i = 0; i < count; i++) bytes[at + i] = bytes[from + i] ?? 0;
  // A match may reach into what it makes itself: there is more to copy from after each piece.
  else
    for (let done = 0; done < count; ) {
      const piece = Math.min(offset + done, count - done);
      bytes.copyWithin(at + done, from, from + piece);
      done += piece;
    }
  target.at = at + count;
}
