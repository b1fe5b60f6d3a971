import { readBlocks } from "../../src/exchange/zstd/blocks.ts";
import { readFrameHeader } from "../../src/exchange/zstd/frame-header.ts";
import { frameBlock, joined } from "../support/files/archives.ts";
import type { Draw } from "./mutate.ts";
import { changeField, damage, one } from "./mutate-bytes.ts";

const KINDS = { raw: 0, repeated: 1, compressed: 2 } as const;

/** A frame with another head, with blocks that moved or changed their kind, or with other tables and sequences in them. */
export function mutateZstd(frame: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  const header = readFrameHeader(frame);
  const head = new Uint8Array(frame.subarray(0, header.end));
  const blocks = [...readBlocks(frame, header)].map(({ kind, start, packed, size }) => ({
    kind: KINDS[kind] as 0 | 1 | 2 | 3,
    content: new Uint8Array(frame.subarray(start, start + packed)),
    says: kind === "repeated" ? size : packed,
  }));
  const block = one(blocks, draw);
  const kind = draw(8);
  if (kind === 0) changeField(head, { at: 4 + draw(head.length - 4), bytes: 1 }, draw);
  else if (kind === 1) block.kind = draw(4) as 0 | 1 | 2 | 3;
  else if (kind === 2) blocks.splice(draw(blocks.length), 0, { ...block });
  else if (kind === 3) block.says = one([0, 1, block.says - 1, block.says + 1, 131_072, 131_073, 2_097_151], draw);
  else if (kind === 4) block.content = new Uint8Array(damage(block.content, draw));
  // The heads of literals and of their table stand first, those of sequences somewhere within; the streams' marks last.
  else if (kind === 5) changeField(block.content, { at: draw(Math.min(16, block.content.length)), bytes: 1 }, draw);
  else if (kind === 6) changeField(block.content, { at: draw(block.content.length), bytes: 1 }, draw);
  else changeField(block.content, { at: Math.max(0, block.content.length - 1 - draw(12)), bytes: 1 }, draw);
  const says = ({ content, says: said }: (typeof blocks)[number]): number =>
    kind === 4 || kind === 1 ? content.length : said;
  const checksum = header.hasChecksum ? frame.subarray(frame.length - 4) : new Uint8Array();
  return joined([
    head,
    ...blocks.map((each, i) =>
      frameBlock(each.kind, each.content, i === blocks.length - 1, each.kind === 1 ? each.says : says(each)),
    ),
    checksum,
  ]);
}
