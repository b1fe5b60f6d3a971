/** What is worked out in a faster way for packages of Anki is what the plain way gives. */
import { crc32 as zlibCrc32 } from "node:zlib";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { type EventId, makeEventId } from "../../../../src/core/ids.ts";
import { fieldChecksum } from "../../../../src/exchange/anki/field-checksum.ts";
import { idBytesOf } from "../../../../src/exchange/anki/id-bytes.ts";
import { movedTimes } from "../../../../src/exchange/anki/unique-times.ts";
import { crc32 } from "../../../../src/exchange/archive/crc32.ts";
import { writeZip } from "../../../../src/exchange/archive/write-zip.ts";
import { zipContent } from "../../../../src/exchange/archive/zip-content.ts";
import { zipEntries } from "../../../../src/exchange/archive/zip-directory.ts";
import { anyCharacter } from "../../../support/samples/any-character.ts";

const bytes = fc.uint8Array({ maxLength: 300 }).map((one) => new Uint8Array(one));
const text = fc.string({ unit: anyCharacter, maxLength: 2000 });

test("only those events get another time that each in turn would not have got its own", () => {
  const events = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 1_000_000 }).map((n) => String(n).padStart(7, "0") as EventId),
      atMs: fc.integer({ min: 1, max: 60 }),
    }),
    { selector: ({ id }) => id, maxLength: 40 },
  );
  fc.assert(
    fc.property(events, (all) => {
      const taken = new Set<number>();
      const take = (atMs: number): number => {
        let time = atMs;
        while (taken.has(time)) time += 1;
        taken.add(time);
        return time;
      };
      const plainly = all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, atMs }) => [id, take(atMs)] as const);
      const moved = movedTimes(all);
      expect(new Map(all.map(({ id, atMs }) => [id, moved.get(id) ?? atMs]))).toEqual(new Map(plainly));
    }),
  );
});

test("an archive holds its files, for another reader and for ours", async () => {
  const name = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((one) => !/^\d+$|^__proto__$/.test(one));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, bytes, { maxKeys: 6 }), async (given) => {
      const files = Object.fromEntries(Object.entries(given));
      const cut = (content: Uint8Array<ArrayBuffer>) => [content.subarray(0, 7), content.subarray(7)];
      const zip = await writeZip(Object.fromEntries(Object.entries(files).map(([key, one]) => [key, cut(one)])));
      expect({ ...unzipSync(zip) }).toEqual(files);
      const archive = new Blob([zip]);
      const contents = (await zipEntries(archive)).map((entry) => zipContent(archive, entry));
      expect(await Promise.all(contents)).toEqual(Object.values(files));
    }),
    { numRuns: 50 },
  );
});

test("the checksum of an archive is that of zlib, wherever its bytes begin", () => {
  fc.assert(
    fc.property(bytes, fc.nat(10), (all, from) => {
      const part = all.subarray(Math.min(from, all.length));
      expect(crc32(part)).toBe(zlibCrc32(part));
    }),
  );
});

test("the bytes of an id are those of the hash, one text after the other", () => {
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      for (const one of texts) expect(idBytesOf(one)).toEqual(sha256(utf8ToBytes(one)).slice(0, 10));
    }),
  );
});

test("an id has the digits of its 80 bits", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (random) => {
      let bits = 0n;
      for (const byte of random) bits = (bits << 8n) | BigInt(byte);
      expect(makeEventId(0, random)).toBe(`000000000-${bits.toString(32).padStart(16, "0")}`);
    }),
  );
});

test("the checksum of a field is the browser's own hash of its text", async () => {
  await fc.assert(
    fc.asyncProperty(
      text.map((one) => one.replace(/[<&]/g, "")),
      async (plain) => {
        const digest = await crypto.subtle.digest("SHA-1", utf8ToBytes(plain).slice());
        expect(fieldChecksum(plain)).toBe(new DataView(digest).getUint32(0));
      },
    ),
    { numRuns: 50 },
  );
});
