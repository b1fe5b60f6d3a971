/** A part of the check that fails: what it has mended is told, and the parts behind it are checked all the same. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { examine, examineWeekly } from "../../../../src/copies/record/health.ts";
import { note, readNoted } from "../../../../src/copies/record/health-notes.ts";
import type { DeckSource } from "../../../../src/core/deck/deck.ts";
import { NotWaitedError } from "../../../../src/core/log/place.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { keepPosition, readPosition } from "../../../../src/store/database/local.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { FIVE, foldsToItself, forward, get, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { deck } from "../../../support/samples/cards.ts";

let db: Database;
let files: MemoryFiles;
useDatabase(async (opened) => {
  db = opened;
  files = memoryFiles();
  await installDeck(db, deck(FIVE), scheduler, NOW, "own");
  const names = FIVE.map(({ id }) => id);
  await merge(
    db,
    reviews(40).map((event, i) => ({ ...event, card: names[i % names.length] ?? forward("a") })),
    scheduler,
  );
  while (await packNext(db, 20));
  await replicate(db, files);
});
beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

/** As where the extension's own files cannot be read. */
const unreadable: DeckSource = {
  versions: () => Promise.reject(new Error("no versions")),
  deck: () => Promise.reject(new Error("no deck")),
};

async function spoil(): Promise<void> {
  await db.put("states", { ...(await get(db, forward("c"))), state: NEW_CARD_STATE });
}

/** One wake of the background, which has time for all of it. @returns what was told to be mended */
async function wake(decks: DeckSource = NO_DECKS, nowMs = NOW, place = files) {
  const mended: boolean[] = [];
  const goOn = (news: boolean): boolean => mended.push(news) > 0;
  const failed = await examineWeekly(db, place, decks, nowMs, goOn).then(
    () => false,
    () => true,
  );
  return { failed, mended: mended.includes(true) };
}

test("what a step has mended before it failed is told, and counted once", async () => {
  const damaged = segmentsIn(await files.list());
  for (const { name } of damaged) await files.write(name, new Uint8Array([1, 2, 3]));
  let writes = 0;
  const write: MemoryFiles["write"] = (name, bytes) =>
    ++writes === 2 ? Promise.reject(new Error("full")) : files.write(name, bytes);
  expect(await wake(NO_DECKS, NOW, { ...files, write })).toEqual({ failed: true, mended: true });
  expect(await wake()).toEqual({ failed: false, mended: true });
  expect(damaged).toHaveLength(2);
  expect((await readNoted(files)).selfTest).toEqual({ atMs: NOW, found: 2, left: 0 });
});

test("a part that always fails keeps nothing behind it from being checked; the check is not noted, and done again a day later", async () => {
  await spoil();
  expect(await wake(unreadable)).toEqual({ failed: true, mended: false });
  expect(await wake(unreadable)).toEqual({ failed: false, mended: true });
  await foldsToItself(db);
  expect((await readNoted(files)).selfTest).toBeUndefined();
  await spoil();
  expect(await wake(NO_DECKS, NOW + DAY_MS - 1)).toEqual({ failed: false, mended: false });
  expect(await wake(NO_DECKS, NOW + DAY_MS)).toEqual({ failed: false, mended: true });
  await foldsToItself(db);
  expect((await readNoted(files)).selfTest).toEqual({ atMs: NOW + DAY_MS, found: 1, left: 0 });
});

test("what failed once and not again is checked as if nothing had been", async () => {
  expect((await wake(unreadable)).failed).toBe(true);
  expect((await wake()).failed).toBe(false);
  expect((await readNoted(files)).selfTest).toEqual({ atMs: NOW, found: 0, left: 0 });
});

test("a step that was to end while it waited for the second record has not failed, however often", async () => {
  for (const { name } of segmentsIn(await files.list())) await files.write(name, new Uint8Array([1, 2, 3]));
  const lock = () => Promise.reject(new NotWaitedError("the work is to end"));
  for (let i = 0; i < 3; i++)
    expect(await wake(NO_DECKS, NOW, { ...files, lock })).toEqual({ failed: false, mended: false });
  expect(await wake()).toEqual({ failed: false, mended: true });
  expect((await readNoted(files)).selfTest).toEqual({ atMs: NOW, found: 2, left: 0 });
});

test("in the check that somebody asks for it is thrown once all else is mended, and nothing is noted", async () => {
  await spoil();
  const found: number[] = [];
  const onChecked = ({ mended }: { readonly mended: { readonly card: number } }) => void found.push(mended.card);
  await expect(examine(db, files, unreadable, NOW, { onChecked })).rejects.toThrow("no versions");
  await foldsToItself(db);
  expect(found.at(-1)).toBe(1);
  expect((await readNoted(files)).selfTest).toBeUndefined();
});

test("a position is kept by the name of its part; one of an earlier version begins anew", async () => {
  await note(files, { selfTest: { atMs: NOW, found: 0, left: 0 } });
  const weekLater = NOW + 7 * DAY_MS;
  let steps = 0;
  while (((await readPosition(db, "check")) as { part?: unknown } | undefined)?.part !== "cards") {
    await examineWeekly(db, files, NO_DECKS, weekLater, () => false);
    expect(++steps).toBeLessThan(50);
  }
  const kept = await readPosition(db, "check");
  expect(kept).toMatchObject({ part: "cards", checked: { events: 40 } });
  // In the old form: as it stands, another part could be meant.
  await keepPosition(db, "check", { ...(kept as object), part: 4, after: forward("z") });
  await spoil();
  expect(await wake(NO_DECKS, weekLater)).toEqual({ failed: false, mended: true });
  expect((await readNoted(files)).selfTest).toEqual({ atMs: weekLater, found: 1, left: 0 });
  await foldsToItself(db);
});
