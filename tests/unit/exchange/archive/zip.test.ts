/** Archives that contradict themselves: what is refused, what is unpacked, and how much is read and made for it. */
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { MAX_UNPACKED_BYTES } from "../../../../src/exchange/archive/limits.ts";
import { zipContent } from "../../../../src/exchange/archive/zip-content.ts";
import { zipEntries } from "../../../../src/exchange/archive/zip-directory.ts";
import { Refusal } from "../../../../src/exchange/refusal.ts";
import { type ZipPart, zipOf } from "../../../support/files/archives.ts";

const TEXT = strToU8("what stands in a file, and stands there again: what stands in a file");
const PART: ZipPart = { name: "a", content: TEXT };

/** The content of the first file, or why there is none. */
async function unpacked(bytes: Uint8Array): Promise<Uint8Array | string> {
  const archive = new Blob([new Uint8Array(bytes)]);
  try {
    const [first] = await zipEntries(archive);
    return first ? await zipContent(archive, first) : "empty";
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

describe("an archive", () => {
  it.each([0, 9] as const)("is read as another program packed it, level %i", async (level) => {
    expect(await unpacked(zipSync({ a: [TEXT, { level }], b: TEXT }))).toEqual(TEXT);
    expect(
      await unpacked(
        zipOf([
          { ...PART, level },
          { name: "b", content: new Uint8Array() },
        ]),
      ),
    ).toEqual(TEXT);
    expect(await unpacked(zipSync({}))).toBe("empty");
  });

  it.each<[string, Uint8Array, string]>([
    ["no end", zipOf([PART]).slice(0, -1), "noArchive"],
    ["something behind its end", zipOf([PART], { behind: TEXT }), "noArchive"],
    ["two files of one name", zipOf([PART, PART]), "twice"],
    ["two files at one place", zipOf([PART, { ...PART, name: "b", start: 0 }]), "damaged"],
    [
      "a file that reaches into the next",
      zipOf([
        { ...PART, packed: 90 },
        { ...PART, name: "b" },
      ]),
      "damaged",
    ],
    ["a file that reaches into the table of contents", zipOf([{ ...PART, packed: 90 }]), "damaged"],
    ["a file beyond its end", zipOf([{ ...PART, start: 1_000_000 }]), "damaged"],
    ["more files than it lists", zipOf([PART], { count: 2 }), "damaged"],
    ["fewer files than it lists", zipOf([PART, { ...PART, name: "b" }], { count: 1 }), "damaged"],
    ["its contents elsewhere", zipOf([PART], { directory: 3 }), "damaged"],
    ["numbers as of 4 GB", zipOf([{ ...PART, size: 0xff_ff_ff_ff }]), "tooLarge"],
    ["as many files as are listed elsewhere", zipOf([PART], { count: 0xff_ff }), "tooLarge"],
    ["a size that is too small", zipOf([{ ...PART, size: 1 }]), "size"],
    ["a size that is too large", zipOf([{ ...PART, size: TEXT.length + 1 }]), "size"],
    ["a stored size that is wrong", zipOf([{ ...PART, level: 0, size: 5 }]), "size"],
    ["another checksum", zipOf([{ ...PART, crc: 5 }]), "damaged"],
    ["a file with a password", zipOf([{ ...PART, flags: 1 }]), "damaged"],
    ["another way of packing", zipOf([{ ...PART, method: 93 }]), "damaged"],
    ["two names for one file", zipOf([{ ...PART, localName: "b" }]), "damaged"],
    ["deflated bytes that are none", zipOf([{ ...PART, level: 0, method: 8 }]), "damaged"],
    ["more than a hundred times its size", zipOf([{ ...PART, size: 20_000_000 }]), "swells"],
    ["more than may be unpacked", zipOf([{ ...PART, size: MAX_UNPACKED_BYTES + 1 }]), "tooLarge"],
  ])("with %s is refused", async (_, bytes, reason) => {
    expect(await unpacked(bytes)).toBe(reason);
  });

  it("stops unpacking where there is more than it says, however much that is", async () => {
    const huge = new Uint8Array(60_000_000);
    const made: number[] = [];
    const set = Uint8Array.prototype.set;
    const archive = zipOf([{ name: "a", content: huge, size: 10_000 }]);
    // The unpacking library copies what it makes; a step of it may make 8 MB.
    Uint8Array.prototype.set = function (this: Uint8Array, from, at) {
      made.push(from.length);
      set.call(this, from, at);
    };
    try {
      expect(await unpacked(archive)).toBe("size");
    } finally {
      Uint8Array.prototype.set = set;
    }
    expect(made.reduce((sum, one) => sum + one, 0)).toBeLessThan(30_000_000);
  });

  it("is not read beyond what is asked for", async () => {
    const read: number[] = [];
    const archive = new Blob([zipOf([PART, { name: "b", content: new Uint8Array(3_000_000), level: 0 }])]);
    const slice = archive.slice.bind(archive);
    archive.slice = (start = 0, end = archive.size) => {
      read.push(end - start);
      return slice(start, end);
    };
    const [first] = await zipEntries(archive);
    if (!first) throw new Error("the archive is empty");
    expect(await zipContent(archive, first)).toEqual(TEXT);
    expect(read.reduce((sum, one) => sum + one, 0)).toBeLessThan(70_000);
  });

  it("with much behind the end of a deflated file is given up at once", async () => {
    const { length } = TEXT;
    const junk = new Uint8Array(4_000_000);
    const [packed] = [zipSync({ a: TEXT })].map((bytes) => bytes.subarray(31, 31 + 62));
    const content = new Uint8Array([...(packed ?? []), ...junk]);
    expect(await unpacked(zipOf([{ name: "a", content, level: 0, method: 8, size: length }]))).toBe("damaged");
  });
});
