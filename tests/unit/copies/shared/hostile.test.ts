/** A folder in somebody else's hands: what others may put into it, and what comes of it. */
import "fake-indexeddb/auto";
import { gzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { deckHash } from "../../../../src/copies/place/deck-hash.ts";
import { passphraseOf, tryPassphrase, type Vault, vaultOf } from "../../../../src/copies/shared/encrypted.ts";
import { exchange } from "../../../../src/copies/shared/exchange.ts";
import { headName, readHeads } from "../../../../src/copies/shared/heads.ts";
import type { DeckId, DeviceId } from "../../../../src/core/ids.ts";
import { judgeDeck } from "../../../../src/session/folder/folder-exchange.ts";
import { readDevice } from "../../../../src/store/database/local.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { packJson } from "../../../../src/store/segments/pack.ts";
import { foldsToItself, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { databaseOf, imageOf } from "../../../support/places/device-image.ts";
import { answerOn, exchangeOn, sharedFolder, standing, type TestDevice } from "../../../support/places/devices.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { useTwoDevices } from "../../../support/places/two-devices.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const vault = async (words: string): Promise<Vault> => vaultOf(await passphraseOf(words), 2);
const deviceOf = ({ db }: TestDevice): Promise<DeviceId> => readDevice(db.transaction("local").store);
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const STRANGER = "0000000000000007" as DeviceId;

let folder: MemoryFiles;
let a: TestDevice;
let b: TestDevice;
useTwoDevices(6, (opened) => {
  ({ folder, a, b } = opened);
});

describe("files that no Osteon wrote", () => {
  test("stop nothing by their names, and stay", async () => {
    const strange = [
      "deck-%zz@1.gz",
      `deck-${"x".repeat(200)}@@.gz`,
      "journal-01234567-89ab-cdef-0123-456789abcdef.gz",
      `segment-${STRANGER}-999999999999-99999999999999999999-${"0".repeat(64)}.gz`,
      "device-../../../etc.json",
      `device-${STRANGER} (1).json`,
    ];
    for (const name of strange) folder.content.set(name, bytes("?"));
    expect(await exchangeOn(b, folder)).toMatchObject({ taken: 6, complete: true, unreadable: 1 });
    for (const name of strange) expect(folder.content.has(name)).toBe(true);
    expect(await standing(b)).toEqual(await standing(a));
  });

  test("that unpack to more than their names say are not unpacked further", async () => {
    const bomb = new Uint8Array(gzipSync(bytes("{}\n".repeat(100_000))));
    folder.content.set(`journal-${STRANGER}-5-0mwtvz07p-evhssqh87q81g1la.gz`, bomb);
    expect(await exchangeOn(b, folder)).toMatchObject({ taken: 6, unreadable: 1 });
  });

  test("that say when a device gave last, and say what no date can name, are no heads", async () => {
    const said = { format: "osteon-device", device: STRANGER, name: "?", events: 1, token: "", unreadable: [] };
    folder.content.set(headName(STRANGER), bytes(JSON.stringify({ ...said, atMs: 1e300 })));
    expect(await readHeads(folder)).toHaveLength(1);
    for (let i = 10; i < 400; i++)
      folder.content.set(headName(`${"0".repeat(13)}${i}` as DeviceId), bytes(JSON.stringify(said)));
    expect((await readHeads(folder)).length).toBeLessThanOrEqual(1);
  });

  test("with a deck that is none, or whose cards belong to another, install nothing", async () => {
    const id = "mine" as DeckId;
    const own = deck([content("c", 0, { deck: id })], "1", { id });
    const put = async (value: unknown) => folder.content.set(`deck-mine@1@${STRANGER}.gz`, await packJson(value));
    const run = () => exchange(b.db, folder, { name: "", nowMs: NOW, judgeDeck });
    await put({ ...own, cards: [content("a", 0)] });
    expect(await run()).toMatchObject({ decks: 0, taken: 6 });
    await put({ ...own, title: 7 });
    expect(await run()).toMatchObject({ decks: 0 });
    await put(own);
    expect(await run()).toMatchObject({ decks: 1 });
    await foldsToItself(b.db);
  });
});

describe("a deck of the user's own", () => {
  test("goes to the other device under a name that no other one writes", async () => {
    const id = "mine" as DeckId;
    const made = deck([content("c", 0, { deck: id })], "1", { id });
    for (const one of [a, b]) await installDeck(one.db, made, scheduler, NOW, "own");
    const inA = new Map(folder.content);
    await exchangeOn(b, folder);
    await exchangeOn(a, folder);
    const decks = [...folder.content.keys()].filter((name) => name.startsWith("deck-"));
    const names = [a, b].map(async (one) => `deck-mine@1@${await deviceOf(one)}@${await deckHash(made)}.gz`);
    expect(decks.sort()).toEqual((await Promise.all(names)).sort());
    expect([...inA.keys()].some((name) => name.startsWith("deck-"))).toBe(false);
  });
});

describe("a passphrase", () => {
  test("keeps a device without it from giving anything that all could read, and from nothing else", async () => {
    const secret = sharedFolder();
    await exchangeOn(a, secret, NOW, "", await vault("words"));
    await answerOn(b, 1, NOW + 99);
    const before = new Map(secret.content);
    expect(await exchangeOn(b, secret)).toMatchObject({ taken: 0, locked: true, complete: false });
    expect(secret.content).toEqual(before);
  });

  test("that was changed since an image was made costs the device that is put back its id, and no file", async () => {
    const secret = sharedFolder();
    const id = await deviceOf(a);
    await exchangeOn(a, secret, NOW, "", await vault("old"));
    const image = await imageOf(a.db);
    secret.content.clear();
    for (let i = 0; i < 6; i++) await answerOn(a, i, NOW + 1e8 + i);
    await exchangeOn(a, secret, NOW + 1e8, "", await vault("new"));
    const before = new Map(secret.content);
    a.db.close();
    a = { ...a, db: await databaseOf(image) };
    await exchangeOn(a, secret, NOW + 2e8, "", await vault("old"));
    expect(await deviceOf(a)).not.toBe(id);
    for (const [name, content] of before) expect(secret.content.get(name)).toEqual(content);
    expect(await exchangeOn(b, secret, NOW, "", await vault("new"))).toMatchObject({ taken: 12 });
  });

  test("is tried on files of other devices alone, and on more than one of them", async () => {
    const secret = sharedFolder();
    const [ownId, right] = [await deviceOf(a), await vault("right")];
    await exchangeOn(a, secret, NOW, "", await vault("other"));
    expect(await tryPassphrase(secret, right, ownId)).toBe("none");
    await exchangeOn(b, secret, NOW, "", right);
    expect(await tryPassphrase(secret, right, ownId)).toBe("fits");
    expect(await tryPassphrase(secret, await vault("wrong"), ownId)).toBe("wrong");
  });
});
