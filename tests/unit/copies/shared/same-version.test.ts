/** Two decks of the user's own under one version: one of them is on every machine in the end, and neither is lost. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readDeckFile } from "../../../../src/copies/place/deck-file.ts";
import { deckHash } from "../../../../src/copies/place/deck-hash.ts";
import { decksIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { encryptedPlace, passphraseOf, type Vault, vaultOf } from "../../../../src/copies/shared/encrypted.ts";
import { exchange } from "../../../../src/copies/shared/exchange.ts";
import { isAnyOffered, noteArrived } from "../../../../src/copies/shared/given-files.ts";
import { packNews, takeInNews } from "../../../../src/copies/shared/news-file.ts";
import { withdraw } from "../../../../src/copies/shared/withdraw.ts";
import type { Deck } from "../../../../src/core/deck/deck.ts";
import type { DeckId, DeviceId } from "../../../../src/core/ids.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { judgeDeck } from "../../../../src/session/folder/folder-exchange.ts";
import { readDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { packJson } from "../../../../src/store/segments/pack.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { makeDevice, sharedFolder, type TestDevice } from "../../../support/places/devices.ts";
import { memoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const ID = "mine" as DeckId;
const STRANGER = "0000000000000007" as DeviceId;
const made = (name: string, version = "1"): Deck =>
  deck([content("same", 0, { deck: ID }), content(name, 1, { deck: ID })], version, { id: ID });

let [lesser, greater]: Deck[] = [];
let a: TestDevice;
let b: TestDevice;
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const both = await Promise.all(["one", "two"].map(async (name) => [await deckHash(made(name)), made(name)] as const));
  [lesser, greater] = both.toSorted(([x], [y]) => (x < y ? -1 : 1)).map(([, one]) => one);
  const folder = sharedFolder();
  [a, b] = [await makeDevice(folder), await makeDevice(folder)];
  await has(a, greater);
  await has(b, lesser);
});
afterEach(() => {
  for (const { db } of [a, b]) db.close();
  vi.restoreAllMocks();
});

async function has({ db }: TestDevice, one: Deck | undefined): Promise<void> {
  if (one) await installDeck(db, one, scheduler, NOW, "own");
}
const exchangeAt = ({ db, place }: TestDevice, { on = place, vault = null as Vault | null, nowMs = NOW } = {}) =>
  exchange(db, on, { name: "", nowMs, judgeDeck, vault });
const cardsOn = async ({ db }: TestDevice) => (await readDeck(db, ID))?.cards.map(({ id }) => id);
const cardsOf = (one: Deck | undefined) => one?.cards.map(({ id }) => id);
/** The cards of each deck that stands in a place. */
async function kept(place: Place): Promise<unknown[]> {
  const all = await Promise.all(decksIn(await place.list()).map((file) => readDeckFile(place, file)));
  return all.map((one) => cardsOf(one ?? undefined));
}

test("that with the greater hash comes to both, in either order, and the other one stays in the folder", async () => {
  for (const order of [
    [a, b, a],
    [b, a, b],
  ]) {
    const folder = memoryFiles("shared");
    const [one, two] = [await makeDevice(folder), await makeDevice(folder)];
    await has(one, greater);
    await has(two, lesser);
    for (const [i, device] of order.entries())
      await exchangeAt(device === a ? one : two, { on: folder, nowMs: NOW + i });
    expect([await cardsOn(one), await cardsOn(two)]).toEqual([cardsOf(greater), cardsOf(greater)]);
    expect(await kept(folder)).toEqual(expect.arrayContaining([cardsOf(lesser), cardsOf(greater)]));
    for (const { db } of [one, two]) db.close();
  }
});

test("nothing is replaced where the folder takes nothing", async () => {
  await exchangeAt(a);
  const write = () => Promise.reject(new Error("read-only"));
  expect(await exchangeAt(b, { on: { ...b.place, write } })).toMatchObject({ decks: 0, notWritten: expect.any(Error) });
  expect(await cardsOn(b)).toEqual(cardsOf(lesser));
});

test("a later version ends it, and takes the earlier ones of its devices away", async () => {
  for (const one of [a, b, a]) await exchangeAt(one);
  await has(b, made("three", "2"));
  for (const one of [b, a, b]) await exchangeAt(one);
  expect(await kept(b.place)).toEqual([cardsOf(made("three", "2")), cardsOf(made("three", "2"))]);
});

test("a file whose deck is not that of its name is torn", async () => {
  const name = `deck-mine@1@${STRANGER}@${"f".repeat(32)}.gz`;
  await a.place.write(name, await packJson(lesser));
  for (let i = 0; i < 2; i++) expect(await exchangeAt(a)).toMatchObject({ decks: 0, unreadable: 1 });
  expect(await cardsOn(a)).toEqual(cardsOf(greater));
});

test("a passphrase that is set later takes both into its form", async () => {
  for (const one of [a, b, a]) await exchangeAt(one);
  const vault = vaultOf(await passphraseOf("words"), 2);
  for (const one of [a, b]) await exchangeAt(one, { vault });
  for (const name of await b.place.list()) expect(name).toMatch(/\.enc$/);
  expect(await kept(encryptedPlace(b.place, vault))).toEqual(expect.arrayContaining([cardsOf(lesser)]));
});

test("a passphrase that is changed keeps both, also where the first attempt broke off", async () => {
  for (const one of [a, b, a]) await exchangeAt(one);
  const [old, vault] = [vaultOf(await passphraseOf("words"), 2), vaultOf(await passphraseOf("others"), 2)];
  for (const one of [a, b]) await exchangeAt(one, { vault: old });
  const [from, into] = [encryptedPlace(b.place, old), encryptedPlace(b.place, vault)];
  const full = { ...from, remove: () => Promise.reject(new Error("no more")) };
  await expect(withdraw(b.db, full, into)).rejects.toThrow("no more");
  await withdraw(b.db, from, into);
  expect(await kept(into)).toEqual(expect.arrayContaining([cardsOf(lesser)]));
});

test("the second record holds what is in the database, also where the version stays", async () => {
  const mine = memoryFiles("own");
  await replicate(b.db, mine);
  expect(await kept(mine)).toEqual([cardsOf(lesser)]);
  for (const one of [a, b]) await exchangeAt(one);
  await replicate(b.db, mine);
  expect(await kept(mine)).toEqual([cardsOf(greater)]);
});

test("files that are carried by hand do the same, and hand out what gave way", async () => {
  const [fromA, fromB] = [await packNews(a.db, true, null), await packNews(b.db, true, null)];
  expect(await takeInNews(a.db, fromB.files, null, judgeDeck)).toMatchObject({ decks: 0 });
  const gaveWay: unknown[] = [];
  const onDeck = (one: unknown): void => void gaveWay.push(one);
  const { decks } = await takeInNews(b.db, fromA.files, null, judgeDeck, { onDeck });
  expect(decks).toBe(1);
  expect(await cardsOn(b)).toEqual(cardsOf(greater));
  expect(gaveWay).toEqual(fromB.files.map(({ name }) => ({ name, bytes: expect.any(Uint8Array), events: 0 })));
});

test("where what would give way cannot be made a file, it stays", async () => {
  const fromA = await packNews(a.db, true, null);
  const broken = { open: async () => new Uint8Array(), seal: () => Promise.reject(new Error("out of memory")) };
  let told = 0;
  const onDeck = (): void => void told++;
  const taking = takeInNews(b.db, fromA.files, broken as unknown as Vault, judgeDeck, { onDeck });
  await expect(taking).rejects.toThrow("out of memory");
  expect([told, await cardsOn(b)]).toEqual([0, cardsOf(lesser)]);
});

test("what gave way is kept before it does, and saved with the next files until the user says that it arrived", async () => {
  const [fromA, fromB] = [await packNews(a.db, true, null), await packNews(b.db, true, null)];
  // The tab is closed as soon as the other one has come.
  const closed = new Error("closed");
  const taking = takeInNews(b.db, fromA.files, null, judgeDeck, {
    onDeck: () => {
      throw closed;
    },
  });
  await expect(taking).rejects.toBe(closed);
  expect(await cardsOn(b)).toEqual(cardsOf(greater));
  const saved = await packNews(b.db, false, null);
  expect(saved.files.map(({ name }) => name)).toEqual(expect.arrayContaining(fromB.files.map(({ name }) => name)));
  const next = async () => (await packNews(b.db, false, null)).files.map(({ name }) => name);
  // Of what was not handed over yet nobody can say that it arrived.
  await noteArrived(b.db);
  expect(await next()).toContain(fromB.files[0]?.name);
  await saved.offered();
  expect(await isAnyOffered(b.db)).toBe(true);
  await noteArrived(b.db);
  expect(await isAnyOffered(b.db)).toBe(false);
  expect(await next()).not.toContain(fromB.files[0]?.name);
});

test("what gave way is saved under the passphrase of the day, and keeps no other file from coming in", async () => {
  const [before, now] = await Promise.all(
    ["words", "others"].map(async (said) => vaultOf(await passphraseOf(said), 2)),
  );
  if (!before || !now) throw new Error("no vaults");
  await takeInNews(b.db, (await packNews(a.db, true, before)).files, before, judgeDeck);
  for (const vault of [now, null]) {
    const { files } = await packNews(b.db, true, vault);
    expect(files.map(({ name }) => name.endsWith(".enc"))).toEqual([vault !== null, vault !== null]);
    const third = await makeDevice(sharedFolder());
    expect(await takeInNews(third.db, files, vault, judgeDeck)).toMatchObject({ decks: 2, complete: true });
    expect(await cardsOn(third)).toEqual(cardsOf(greater));
    third.db.close();
  }
});

test("one that lost a card gives way to none of its version before it is whole again", async () => {
  const fromA = await packNews(a.db, true, null);
  await packNews(b.db, true, null);
  const lost = lesser?.cards[0];
  if (!lost) throw new Error("no card");
  await b.db.delete("contents", lost.id);
  expect(await takeInNews(b.db, fromA.files, null, judgeDeck)).toMatchObject({ decks: 0, decksPutOff: 1 });
  expect(await packNews(b.db, true, null)).toMatchObject({ files: [], damagedDecks: 1 });
  await b.db.put("contents", lost);
  expect(await takeInNews(b.db, fromA.files, null, judgeDeck)).toMatchObject({ decks: 1, decksPutOff: 0 });
});
