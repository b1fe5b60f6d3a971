/** What cannot be read of a file as it is taken back is left, and so is the way back: once it is mended, the rest can follow. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Deck } from "../../../src/core/deck/deck.ts";
import type { DeckId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import { FIVE, forward, get, maker, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

/** The file: two cards, each with a row of its own. */
const [OF_A, OF_B] = [reviewsOf("a", 3, NOW - 90_000_000), reviewsOf("b", 2, NOW - 80_000_000)];
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function bring(ownDecks: readonly Deck[] = []): Promise<void> {
  const file = await backupBlob({ events: [...OF_A, ...OF_B], ownDecks });
  await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: true }, quietly);
}

const placeOf = async ({ id }: Envelope): Promise<number> => (await db.getKeyFromIndex("events", "id", id)) ?? 0;
const at = <T>(list: readonly T[], i: number): T => list[i] as T;

/** The row of the first card cannot be read from now on. */
async function breakRowOfA(): Promise<void> {
  const place = await placeOf(at(OF_A, 0));
  await db.put("events", { ...(await db.get("events", place)), ...UNREADABLE } as never, place);
  breakRows();
}

const counts = async () => Promise.all(["a", "b"].map(async (name) => (await get(db, forward(name))).state.reviews));

test("a row that the browser cannot read is left, and taken back once a copy has mended it", async () => {
  await bring();
  await breakRowOfA();
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 2, unreadable: 3 });
  expect(await lastRestore(db)).toMatchObject({ undone: 2 });
  // Nothing has changed since.
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 2, unreadable: 3 });
  await merge(db, OF_A, scheduler);
  expect(await counts()).toEqual([3, 0]);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 5, unreadable: 0 });
  expect([await counts(), await lastRestore(db)]).toEqual([[0, 0], null]);
});

test("so is an event that is damaged within its row, while the others of that go", async () => {
  await bring();
  const lost = at(OF_A, 1);
  const place = await placeOf(lost);
  const row = (await db.get("events", place)) as unknown as { readonly events: readonly Envelope[] };
  const events = row.events.map((event) => (event.id === lost.id ? { id: event.id } : event));
  await db.put("events", { ...row, events } as never, place);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 4, unreadable: 1 });
  await merge(db, [lost], scheduler);
  expect(await counts()).toEqual([1, 0]);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 5, unreadable: 0 });
  expect([await counts(), await lastRestore(db)]).toEqual([[0, 0], null]);
});

test("what was taken back before it could not be read any more is not left", async () => {
  await bring();
  await merge(
    db,
    OF_A.map((event) => makeUndo(event, maker(NOW, OTHER_DEVICE))),
    scheduler,
  );
  await breakRowOfA();
  expect(await takeBack(db, quietly)).toEqual({ takenBack: 2, unreadable: 0 });
  expect(await lastRestore(db)).toBeNull();
});

test("what can no longer be read when its turn comes is left as well", async () => {
  await bring();
  let told = 0;
  const onProgress = (): void => {
    // When the first step is written, of the first card.
    if (told++ === 1) breakRowsOfB();
  };
  const place = await placeOf(at(OF_B, 0));
  const row = await db.get("events", place);
  const breakRowsOfB = (): void => {
    void db.put("events", { ...row, ...UNREADABLE } as never, place);
    breakRows();
  };
  expect(await takeBack(db, onProgress, 1)).toEqual({ takenBack: 3, unreadable: 2 });
  expect(await lastRestore(db)).toMatchObject({ undone: 3 });
});

test("the decks of the file go all the same, and one that came since by another way stays", async () => {
  const own = "own" as DeckId;
  const brought = deck([content("a", 0, { deck: own })], "1", { id: own });
  await bring([brought]);
  await breakRowOfA();
  await takeBack(db, quietly);
  expect(await db.getKey("decks", own)).toBeUndefined();
  await installDeck(db, brought, scheduler, NOW, "own");
  await takeBack(db, quietly);
  expect(await db.getKey("decks", own)).toBe(own);
});

test("two pages that take it back at once both say what is left, and both go on once it is mended", async () => {
  await bring();
  await breakRowOfA();
  const other = await openDatabase();
  const both = () => Promise.all([takeBack(db, quietly, 1), takeBack(other, quietly, 1)]);
  for (const said of await both()) expect(said).toEqual({ takenBack: 2, unreadable: 3 });
  await merge(db, OF_A, scheduler);
  for (const said of await both()) expect(said ?? { unreadable: 0 }).toMatchObject({ unreadable: 0 });
  other.close();
  expect([await counts(), await lastRestore(db)]).toEqual([[0, 0], null]);
});
