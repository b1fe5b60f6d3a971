/** Care for the data holds up no grade, whatever is stored, and takes nothing that is graded meanwhile for a fault. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { careForData } from "../../../src/care/care.ts";
import { readNoted } from "../../../src/copies/record/health-notes.ts";
import { type Guarded, openGuarded } from "../../../src/copies/record/open-guarded.ts";
import type { Outside } from "../../../src/jobs/outside.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import {
  deleteDatabase,
  foldsToItself,
  forward,
  get,
  grade,
  NOW,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { mostOfOneTransaction } from "../../support/database/rows-by-transaction.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../support/places/memory-files.ts";
import { content, deck } from "../../support/samples/cards.ts";

vi.mock("../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));

const CARDS = 250;
const EVENTS = 4000;
/** A step reads 500 events or days, and little beside them; all of the log, or all cards with their events, are more. */
const MOST = 600;
const outside = (): Outside => ({
  place: files,
  appVersion: "1.0.0",
  downloads: { permitted: async () => false, mostBytes: 0, save: async () => true },
});

let files: MemoryFiles;
let guarded: Guarded;

beforeEach(async () => {
  await deleteDatabase();
  files = memoryFiles();
  guarded = await openGuarded({}, async () => files);
});
afterEach(async () => {
  await guarded.journaled();
  guarded.db.close();
  await deleteDatabase();
});

/** Cards with some events each. */
async function filled(cards: number, events: number): Promise<void> {
  const names = Array.from({ length: cards }, (_, i) => `f${i}`);
  await installDeck(guarded.db, deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  const made = reviews(events).map((event, i) => ({ ...event, card: forward(`f${i % cards}`) }));
  await merge(guarded.db, made, scheduler);
}

test("no step of it reads more than a piece of the log or of the cards in one transaction", async () => {
  await filled(CARDS, EVENTS);
  const most = await mostOfOneTransaction(() => careForData(guarded, outside(), 600_000));
  expect((await readNoted(files)).selfTest).toMatchObject({ found: 0, left: 0 });
  expect(most).toBeLessThanOrEqual(MOST);
});

test("grades and undos beside it: nothing is found wrong, nothing is lost", async () => {
  await filled(40, 1100);
  let over = false;
  const caring = (async () => {
    await careForData(guarded, outside(), 60_000);
    over = true;
  })();
  let graded = 0;
  for (; !over || graded < 15; graded++) {
    const name = `f${graded % 40}`;
    await grade(guarded.db, await get(guarded.db, forward(name)), 3, NOW + graded * 2000);
    if (graded % 5 === 4) await undo(guarded.db, NOW + graded * 2000 + 1000);
  }
  await caring;
  expect((await readNoted(files)).selfTest).toMatchObject({ found: 0, left: 0 });
  expect((await wholeLog(guarded.db)).length).toBe(1100 + graded + Math.floor(graded / 5));
  await foldsToItself(guarded.db);
});
