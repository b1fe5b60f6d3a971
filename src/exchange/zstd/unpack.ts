import { checkUnpackedSize } from "../archive/limits.ts";
import { Refusal } from "../refusal.ts";
import { largestBlock, readBlocks } from "./blocks.ts";
import { type FrameHeader, readFrameHeader } from "./frame-header.ts";
import type { HuffmanTable } from "./huffman.ts";
import { readLiterals } from "./literals.ts";
import { runSequences, type SequenceState, type Target } from "./sequences.ts";

/**
 * Unpacks one Zstandard frame, as RFC 8878 describes it, without dictionaries. Written here because the library at hand
 * (fzstd 0.1.1) takes what the frame asks for: two gigabytes of window, which it moves for each block, and matches far
 * longer than a block may be. This one looks at all heads first, takes memory once, and works in the time that the
 * unpacked bytes take. The checksum at the end is not looked at: the archive around it has one of its own.
 * @throws Refusal that says why not; no other error, whatever the bytes
 */
export function unpackZstd(bytes: Uint8Array): Uint8Array {
  const header = readFrameHeader(bytes);
  let most = 0;
  for (const block of readBlocks(bytes, header)) most += block.size;
  const size = header.size ?? most;
  if (size > most) throw new Refusal("size");
  checkUnpackedSize(bytes.length, size);
  const target = new Uint8Array(size);
  const end = unpackBlocks(bytes, header, target);
  if (header.size !== null && header.size !== end) throw new Refusal("size");
  return target.subarray(0, end);
}

/** @returns how many bytes came out */
function unpackBlocks(bytes: Uint8Array, header: FrameHeader, target: Uint8Array): number {
  const state: SequenceState = { tables: null, offsets: [1, 4, 8] };
  let table: HuffmanTable | null = null;
  let at = 0;
  for (const { kind, start, packed, size } of readBlocks(bytes, header)) {
    const content = bytes.subarray(start, start + packed);
    if (kind === "compressed") {
      const literals = readLiterals(content, largestBlock(header), table);
      table = literals.table;
      const place: Target = { bytes: target, at, end: Math.min(at + size, target.length), window: header.window };
      runSequences(content.subarray(literals.length), literals.bytes, place, state);
      at = place.at;
    } else {
      if (at + size > target.length) throw new Refusal("size");
      if (kind === "raw") target.set(content, at);
      else target.fill(content[0] ?? 0, at, at + size);
      at += size;
    }
  }
  return at;
}
