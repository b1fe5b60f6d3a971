/** A deck of which something is lost on one machine comes to no other, and takes the place of none. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkSome } from "../../../../src/copies/check/check.ts";
import { readDeckFile } from "../../../../src/copies/place/deck-file.ts";
import { deckHash } from "../../../../src/copies/place/deck-hash.ts";
import { decksIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { encryptedPlace, passphraseOf, vaultOf } from "../../../../src/copies/shared/encrypted.ts";
import { exchange } from "../../../../src/copies/shared/exchange.ts";
import type { DeckId } from "../../../../src/core/ids.ts";
import { judgeDeck } from "../../../../src/session/folder/folder-exchange.ts";
import { readDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { makeDevice, sharedFolder, type TestDevice } from "../../../support/places/devices.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const ID = "mine" as DeckId;
/** Two steps of the check, and one more for the lists. */
const CARDS = Array.from({ length: 250 }, (_, i) => content(`f${i}`, i, { deck: ID }));
const OWN = deck(CARDS, "1", { id: ID });
let a: TestDevice;
let b: TestDevice;
let mine: MemoryFiles;
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1000;
    return now;
  });
  const folder = sharedFolder();
  [a, b] = [await makeDevice(folder), await makeDevice(folder)];
  mine = memoryFiles();
  await installDeck(a.db, OWN, scheduler, NOW, "own");
  await replicate(a.db, mine);
});
afterEach(() => {
  for (const { db } of [a, b]) db.close();
  vi.restoreAllMocks();
});
let at = NOW;
const share = ({ db, place }: TestDevice, vault: ReturnType<typeof vaultOf> | null = null) =>
  exchange(db, place, { name: "", nowMs: at++, judgeDeck, vault });
const cardsOn = async ({ db }: TestDevice) => (await readDeck(db, ID))?.cards.length;
const check = (goOn: (mended: boolean) => boolean) =>
  checkSome({ db: a.db, place: mine, decks: NO_DECKS, scheduler, read: new Map() }, "check", goOn);

/** A card without which the hash of the deck is greater, so that it would be the one that stays. */
async function loseOne(): Promise<void> {
  const whole = await deckHash(OWN);
  for (const one of CARDS.slice(60, 100)) {
    if ((await deckHash({ ...OWN, cards: CARDS.filter((card) => card !== one) })) < whole) continue;
    await a.db.delete("contents", one.id);
    return;
  }
  throw new Error("none makes it greater");
}

async function loseListItem(): Promise<void> {
  const row = (await a.db.getAll("parts")).find((one) => one.deck === ID);
  if (!row) throw new Error("the deck has no lists");
  await a.db.delete("parts", [row.deck, row.part, row.id]);
}

test.each([true, false])("the whole one is on both in the end; it was given before: %s", async (given) => {
  for (const one of given ? [a, b] : []) await share(one);
  await loseOne();
  await loseListItem();
  expect(await check((mended) => !mended)).toBeNull();
  await share(a);
  await share(b);
  expect(await cardsOn(b)).toBe(given ? 250 : undefined);
  await check(() => true);
  for (const one of [a, b, a]) await share(one);
  expect([await cardsOn(a), await cardsOn(b)]).toEqual([250, 250]);
});

test("where a passphrase is set meanwhile, the whole one goes into its form", async () => {
  await share(a);
  await loseOne();
  const vault = vaultOf(await passphraseOf("words"), 2);
  for (let i = 0; i < 2; i++) await share(a, vault);
  const inside = encryptedPlace(a.place, vault);
  const kept = await Promise.all(decksIn(await inside.list()).map((file) => readDeckFile(inside, file)));
  expect(kept.map((one) => one?.cards.length)).toEqual([250]);
});
