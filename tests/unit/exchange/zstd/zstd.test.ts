/** Zstandard frames: unpacked as another library does, and refused before they take memory or time. */
import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { strToU8 } from "fflate";
import { decompress } from "fzstd";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../../../src/exchange/refusal.ts";
import { readFrameHeader } from "../../../../src/exchange/zstd/frame-header.ts";
import { unpackZstd } from "../../../../src/exchange/zstd/unpack.ts";
import { frameBlock, frameHead, joined, little, windowByte } from "../../../support/files/archives.ts";
import { holds } from "../../../support/samples/holds.ts";

const FOLDER = new URL("../../../fixtures/zstd/", import.meta.url);
const frames = readdirSync(FOLDER).map((name) => [name, new Uint8Array(readFileSync(new URL(name, FOLDER)))] as const);
const TEXT = strToU8("raw text");

function unpacked(...parts: Uint8Array[]): Uint8Array | string {
  try {
    return unpackZstd(joined(parts));
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

/** A compressed block of one literal, and of matches of 65,539 bytes at the offset of four: each takes two bytes here. */
function longMatches(count: number): Uint8Array {
  // One literal, stored. Then a constant code each: no literals before a match, the second offset of late, 16 bits more.
  const head = Uint8Array.of(1 << 3, 120, count, 0b01_01_01_00, 0, 0, 52);
  return joined([head, new Uint8Array(count * 2), Uint8Array.of(1)]);
}

describe("frames", () => {
  it.each(frames)("of Zstandard's own command line: %s", (_, bytes) => {
    const content = unpackZstd(bytes);
    expect(content.length).toBeGreaterThan(50_000);
    expect(Buffer.compare(content, decompress(bytes))).toBe(0);
  });

  it("of blocks that are raw or of one byte", () => {
    const blocks = [
      frameBlock(0, TEXT, false),
      frameBlock(1, Uint8Array.of(120), false, 1000),
      frameBlock(0, TEXT, true),
    ];
    const expected = joined([TEXT, new Uint8Array(1000).fill(120), TEXT]);
    expect(unpacked(frameHead({ window: windowByte(20) }), ...blocks)).toEqual(expected);
    expect(unpacked(frameHead({ size: expected.length }), ...blocks)).toEqual(expected);
    expect(unpacked(frameHead({ window: windowByte(10) }), frameBlock(0, new Uint8Array(), true))).toHaveLength(0);
  });

  it.each<[string, Uint8Array[], string]>([
    ["nothing", [], "damaged"],
    ["text", [TEXT], "damaged"],
    ["a window of 256 MB", [frameHead({ window: windowByte(28) }), frameBlock(0, TEXT, true)], "window"],
    ["the largest window of all", [frameHead({ window: 255 }), frameBlock(0, TEXT, true)], "window"],
    ["no last block", [frameHead({ window: 80 }), frameBlock(0, TEXT, false)], "damaged"],
    ["half a block", [frameHead({ window: 80 }), frameBlock(0, TEXT, true, 9)], "damaged"],
    ["a block of a kind that is none", [frameHead({ window: 80 }), frameBlock(3, TEXT, true)], "damaged"],
    [
      "a block beyond the window",
      [frameHead({ window: 0 }), frameBlock(1, TEXT.subarray(1, 2), true, 1025)],
      "damaged",
    ],
    ["more than its size", [frameHead({ size: 5 }), frameBlock(0, TEXT, true)], "damaged"],
    ["less than its size", [frameHead({ size: 9 }), frameBlock(0, TEXT, true)], "size"],
    ["a second frame", [frameHead({ window: 80 }), frameBlock(0, TEXT, true), frameHead({ window: 80 })], "pieces"],
    ["a frame to be skipped", [little([4, 0x18_4d_2a_57], [4, 0]), frameHead({ window: 80 })], "pieces"],
    ["a dictionary", [little([4, 0xfd_2f_b5_28], [1, 1], [1, 80], [1, 7]), frameBlock(0, TEXT, true)], "damaged"],
    ["a reserved bit", [little([4, 0xfd_2f_b5_28], [1, 8], [1, 80]), frameBlock(0, TEXT, true)], "damaged"],
    ["a size of a gigabyte", [frameHead({ size: 2 ** 30 }), frameBlock(0, TEXT, true)], "size"],
    [
      "a small file that would be a large one",
      [frameHead({ window: 88 }), ...Array.from({ length: 200 }, (_, i) => frameBlock(1, TEXT, i === 199, 131_072))],
      "damaged",
    ],
    [
      "twenty megabytes of one byte",
      [
        frameHead({ window: 88 }),
        ...Array.from({ length: 200 }, (_, i) => frameBlock(1, Uint8Array.of(7), i === 199, 131_072)),
      ],
      "swells",
    ],
    [
      "matches that are longer than a block",
      [frameHead({ window: 88 }), frameBlock(0, TEXT, false), frameBlock(2, longMatches(2), true)],
      "damaged",
    ],
  ])("that hold %s are refused", (_, parts, reason) => {
    expect(unpacked(...parts)).toBe(reason);
  });

  it("of a match that is nearly as long as a block may be", () => {
    const result = unpacked(frameHead({ window: 88 }), frameBlock(0, TEXT, false), frameBlock(2, longMatches(1), true));
    expect(result).toEqual(joined([TEXT, ...new Array<Uint8Array>(16_384).fill(TEXT.subarray(4)), strToU8("texx")]));
  });

  it("with the largest window that is taken need no more memory than they unpack to", () => {
    const [, bytes = new Uint8Array()] = frames.find(([name]) => name === "words-long.zst") ?? [];
    expect(readFrameHeader(bytes)).toMatchObject({ window: 2 ** 27, size: null });
    expect(unpackZstd(bytes).buffer.byteLength).toBeLessThan(300_000);
  });

  it("that are damaged anywhere throw nothing but a refusal", () => {
    const damage = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255) });
    holds(
      fc.property(
        fc.constantFrom(...frames),
        fc.array(damage, { minLength: 1, maxLength: 5 }),
        ([, frame], damages) => {
          const bytes = new Uint8Array(frame);
          for (const { at, byte } of damages) bytes[Math.floor(at * bytes.length)] = byte;
          const result = unpacked(bytes);
          if (typeof result === "string") expect(result).toMatch(/^(damaged|pieces|window|size|swells|tooLarge)$/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
