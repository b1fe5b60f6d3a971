/** The head of a Zstandard frame, before any memory is taken. Source: RFC 8878, sections 3.1.1.1 and 3.1.2. */
import { Refusal } from "../refusal.ts";

export interface FrameHeader {
  /** How far back a match may reach, in bytes. */
  readonly window: number;
  /** Bytes once unpacked; null where the frame does not say. */
  readonly size: number | null;
  readonly hasChecksum: boolean;
  /** Where the first block begins. */
  readonly end: number;
}

/** What Zstandard's own command line takes without being asked to take more, and what its highest levels use. */
const MAX_WINDOW = 1 << 27;
const MAGIC = 0xfd_2f_b5_28;
/** Sixteen numbers mark frames that hold nothing to unpack. */
const SKIPPABLE = 0x18_4d_2a_5;

/** @throws Refusal `damaged`, `pieces` for a frame that is to be skipped, `window` for one that wants much memory */
export function readFrameHeader(bytes: Uint8Array): FrameHeader {
  const magic = littleEndian(bytes, 0, 4);
  if (Math.floor(magic / 16) === SKIPPABLE) throw new Refusal("pieces");
  if (magic !== MAGIC) throw new Refusal("damaged");
  const descriptor = littleEndian(bytes, 4, 1);
  const isSingle = (descriptor & 32) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionaryAt = isSingle ? 5 : 6;
  const sizeAt = dictionaryAt + dictionaryBytes;
  const isReserved = (descriptor & 8) !== 0;
  // A dictionary is another file, which nobody has here.
  if (isReserved || littleEndian(bytes, dictionaryAt, dictionaryBytes) !== 0) throw new Refusal("damaged");
  const size = sizeBytes === 0 ? null : littleEndian(bytes, sizeAt, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  const window = isSingle ? (size ?? 0) : windowOf(littleEndian(bytes, 5, 1));
  if (window > MAX_WINDOW && !isSingle) throw new Refusal("window");
  return { window, size, hasChecksum: (descriptor & 4) !== 0, end: sizeAt + sizeBytes };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** @throws Refusal where the bytes end before */
export function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = count - 1; i >= 0; i--) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new Refusal("damaged");
    value = value * 256 + byte;
  }
  return value;
}
