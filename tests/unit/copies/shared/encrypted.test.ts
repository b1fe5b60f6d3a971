import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { passphraseOf, tryPassphrase, type Vault, vaultOf } from "../../../../src/copies/shared/encrypted.ts";
import { readDevice } from "../../../../src/store/database/local.ts";
import { NOW } from "../../../support/database/db-steps.ts";
import { answerOn, exchangeOn, makeDevice, sharedFolder, standing } from "../../../support/places/devices.ts";

/** The real number takes a third of a second for each key. */
const FEW = 2;
const vault = async (words: string): Promise<Vault> => vaultOf(await passphraseOf(words), FEW);

afterEach(() => vi.restoreAllMocks());

describe("a folder with a passphrase", () => {
  test("carries a log between those who know it, and shows nobody else a word of it", async () => {
    const folder = sharedFolder();
    const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
    for (let i = 0; i < 9; i++) await answerOn(a, i, NOW + i);
    await exchangeOn(a, folder, NOW, "Desk", await vault("a grey whale"));
    expect(await exchangeOn(b, folder)).toMatchObject({ taken: 0, others: [], passedOver: 3 });
    const [name = ""] = [...folder.content.keys()].filter((one) => one.startsWith("segment-"));
    folder.content.set(name.replace(".enc", " (1).enc"), folder.content.get(name) ?? new Uint8Array());
    folder.content.delete(name);
    const inB = await vault("a grey whale");
    const second = await exchangeOn(b, folder, NOW, "", inB);
    expect(second).toMatchObject({ taken: 9, others: [{ name: "Desk" }], passedOver: 0 });
    expect(await standing(b)).toEqual(await standing(a));
    for (const [name, bytes] of folder.content) {
      if (!name.endsWith(".enc")) continue;
      expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/Desk|review|bone/);
      expect([...bytes.slice(0, 7)]).toEqual([...new TextEncoder().encode("OSTEON1")]);
    }
  });

  test("takes nothing from it with another passphrase, and changes none of its files", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const folder = sharedFolder();
    const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
    for (let i = 0; i < 9; i++) await answerOn(a, i, NOW + i);
    await exchangeOn(a, folder, NOW, "", await vault("right"));
    const before = new Map(folder.content);
    const other = await readDevice(b.db.transaction("local").store);
    expect(await tryPassphrase(folder, await vault("right"), other)).toBe("fits");
    expect(await tryPassphrase(folder, await vault("wrong"), other)).toBe("wrong");
    expect(await exchangeOn(b, folder, NOW, "", await vault("wrong"))).toMatchObject({ taken: 0 });
    for (const [name, bytes] of before) expect(folder.content.get(name)).toEqual(bytes);
    expect(await tryPassphrase(sharedFolder(), await vault("right"), other)).toBe("none");
  });

  test("gives no bytes of a file that was changed anywhere, or passes for another", async () => {
    const [words, other] = [await vault("words"), await vault("words")];
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (content, at, flip) => {
          const plain = new Uint8Array(content);
          const sealed = await words.seal("name", plain);
          expect(await other.open("name", sealed)).toEqual(plain);
          expect(await other.open("eman", sealed)).toHaveLength(0);
          const where = at % sealed.length;
          expect(
            await words.open(
              "name",
              sealed.map((byte, i) => (i === where ? byte ^ flip : byte)),
            ),
          ).toHaveLength(0);
          expect(await words.open("name", sealed.slice(0, where))).toHaveLength(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("never uses a nonce twice", async () => {
    const one = await vault("words");
    const sealed = await Promise.all(Array.from({ length: 50 }, () => one.seal("name", new Uint8Array(3))));
    expect(new Set(sealed.map((bytes) => bytes.slice(23, 35).join())).size).toBe(50);
  });

  test("tries no more keys than anybody has devices", async () => {
    const one = await vault("words");
    const derived = vi.spyOn(crypto.subtle, "deriveKey");
    for (let i = 0; i < 50; i++) await one.open("name", await (await vault("words")).seal("name", new Uint8Array(3)));
    expect(derived.mock.calls.length).toBeLessThanOrEqual(50 + 33);
  });
});

/**
 * In the form that `encrypted.ts` tells of, made by Python's hashlib and the package cryptography: the passphrase "a grey whale",
 * 600,000 rounds, the salt 1 to 16, the nonce 101 to 112, and the name journal-words.gz.
 */
const STORED =
  "T1NURU9OMQECAwQFBgcICQoLDA0ODxBlZmdoaWprbG1ub3AVOz0E6kVtgz9GtNZRi5CTgStkEYLve8pJMXrzt5S1Qezn9Iwy1FaE4bc=";

test("a file that another program sealed at 600,000 rounds is opened, and none that was sealed here at fewer", async () => {
  const name = "journal-words.gz";
  const words = await passphraseOf("a grey whale");
  const usual = vaultOf(words);
  const opened = await usual.open(name, Uint8Array.from(Buffer.from(STORED, "base64")));
  expect(new TextDecoder().decode(opened)).toBe("Sealed by another program.");
  const own = await usual.seal(name, new Uint8Array(3));
  expect(await vaultOf(words, 600_000).open(name, own)).toHaveLength(3);
  expect(await usual.open(name, await vaultOf(words, 599_999).seal(name, new Uint8Array(3)))).toHaveLength(0);
});
