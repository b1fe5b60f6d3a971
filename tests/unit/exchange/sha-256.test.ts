import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Now } from "../../../src/exchange/anki/sha-256.ts";

const ofPlatform = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

test("is what the platform says, of any text", () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) => {
      expect(sha256Now(text)).toEqual(await ofPlatform(text));
    }),
  ));

test("is so where the padding begins a block of its own", async () => {
  for (let length = 0; length < 200; length++) {
    const text = "a".repeat(length);
    expect(sha256Now(text)).toEqual(await ofPlatform(text));
  }
});
