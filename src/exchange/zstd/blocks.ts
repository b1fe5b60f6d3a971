/** The blocks of a frame, found by their heads alone. Source: RFC 8878, section 3.1.1.2. */
import { Refusal } from "../refusal.ts";
import { type FrameHeader, littleEndian } from "./frame-header.ts";

export interface Block {
  readonly kind: "raw" | "repeated" | "compressed";
  /** Where its content begins, and how many bytes of the frame that is. */
  readonly start: number;
  readonly packed: number;
  /** Bytes once unpacked: exactly, or at most for a compressed block. */
  readonly size: number;
}

/** No block unpacks to more. */
const MAX_BLOCK_BYTES = 1 << 17;
const HEAD_BYTES = 3;
const CHECKSUM_BYTES = 4;
const KINDS = ["raw", "repeated", "compressed"] as const;

export const largestBlock = ({ window }: FrameHeader): number => Math.min(window, MAX_BLOCK_BYTES);

/**
 * All blocks of the one frame that the bytes are, one at a time: a small file may have a million empty ones.
 * @throws Refusal `damaged`, or `pieces` where more stands behind the frame
 */
export function* readBlocks(bytes: Uint8Array, header: FrameHeader): Generator<Block> {
  const most = largestBlock(header);
  let at = header.end;
  for (let isLast = false; !isLast; ) {
    const head = littleEndian(bytes, at, HEAD_BYTES);
    isLast = (head & 1) === 1;
    const kind = KINDS[(head >> 1) & 3];
    const size = head >> 3;
    const packed = kind === "repeated" ? 1 : size;
    const start = at + HEAD_BYTES;
    if (kind === undefined || size > most || start + packed > bytes.length) throw new Refusal("damaged");
    yield { kind, start, packed, size: kind === "compressed" ? most : size };
    at = start + packed;
  }
  const end = at + (header.hasChecksum ? CHECKSUM_BYTES : 0);
  if (end > bytes.length) throw new Refusal("damaged");
  if (end < bytes.length) throw new Refusal("pieces");
}
