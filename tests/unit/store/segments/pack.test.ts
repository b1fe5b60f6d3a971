import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { packJson, unpackEvents, unpackJson } from "../../../../src/store/segments/pack.ts";

const packed = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(new TextEncoder().encode(text)));

describe("a file that unpacks to very much", () => {
  test("is given up at the limit in bytes, before the rest is unpacked", async () => {
    const bomb = packed(`"${"0".repeat(30_000_000)}"\n`);
    expect(bomb.length).toBeLessThan(40_000);
    await expect(unpackEvents(bomb, { bytes: 1_000_000 })).rejects.toThrow("more than 1000000 bytes");
    await expect(unpackJson(bomb, 1_000_000)).rejects.toThrow("more than 1000000 bytes");
    expect(await unpackEvents(bomb, { bytes: 30_000_003 })).toHaveLength(1);
  });

  test("is given up at the limit in lines, before any becomes a value", async () => {
    const lines = packed("?\n".repeat(3));
    await expect(unpackEvents(lines, { lines: 2 })).rejects.toThrow(RangeError);
    await expect(unpackEvents(lines, { lines: 3 })).rejects.toThrow(SyntaxError);
    await expect(unpackEvents(packed("1\n".repeat(1_000_001)))).rejects.toThrow(RangeError);
  });

  test("letters that lie across two pieces stay whole", async () => {
    const text = "ø€🦴".repeat(100_000);
    expect(await unpackJson(await packJson(text))).toBe(text);
  });
});
