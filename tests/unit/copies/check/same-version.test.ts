/** Another deck of the same version has come, and the second record holds the one before: it is no copy of what is here. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { total } from "../../../../src/copies/check/findings.ts";
import { deckHash } from "../../../../src/copies/place/deck-hash.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { installNew } from "../../../../src/copies/place/take-in-decks.ts";
import { examine } from "../../../../src/copies/record/health.ts";
import type { Deck } from "../../../../src/core/deck/deck.ts";
import type { DeckId } from "../../../../src/core/ids.ts";
import { readDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const ID = "mine" as DeckId;
const made = (name: string): Deck =>
  deck([content("same", 0, { deck: ID, heading: name }), content(name, 1, { deck: ID })], "1", { id: ID });
let [lesser, greater]: Deck[] = [];
let db: Database;
let files: MemoryFiles;
useDatabase(async (opened) => {
  db = opened;
  files = memoryFiles();
  const both = await Promise.all(["one", "two"].map(async (name) => [await deckHash(made(name)), made(name)] as const));
  [lesser, greater] = both.toSorted(([x], [y]) => (x < y ? -1 : 1)).map(([, one]) => one);
  if (lesser) await installDeck(db, lesser, scheduler, NOW, "own");
  await replicate(db, files);
});
beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

const come = async (): Promise<void> => {
  if (greater) expect(await installNew(db, greater, async () => {})).toBe("installed");
};

test("the deck that came stays as it came, and is what is copied", async () => {
  await come();
  const { found, mended } = await examine(db, files, NO_DECKS, NOW);
  expect([total(found), total(mended)]).toEqual([0, 0]);
  expect(await readDeck(db, ID)).toEqual(greater);
  const again = await examine(db, files, NO_DECKS, NOW);
  expect([total(again.found), await readDeck(db, ID)]).toEqual([0, greater]);
});

test("so it does where it comes between two steps of the check", async () => {
  let step = 0;
  const versions = async () => {
    if (step++ === 1) await come();
    return [];
  };
  expect(total((await examine(db, files, { ...NO_DECKS, versions }, NOW)).mended)).toBe(0);
  expect([step > 1, await readDeck(db, ID)]).toEqual([true, greater]);
});
