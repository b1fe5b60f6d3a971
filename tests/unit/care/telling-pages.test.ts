/** Pages look again while the care still goes on, and once more at its end. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { careForData } from "../../../src/care/care.ts";
import { readNoted } from "../../../src/copies/record/health-notes.ts";
import { type Guarded, openGuarded } from "../../../src/copies/record/open-guarded.ts";
import type { ModelId } from "../../../src/core/memory/model.ts";
import type { Outside } from "../../../src/jobs/outside.ts";
import { readPosition } from "../../../src/store/database/local.ts";
import { REFOLD } from "../../../src/store/database/unlogged.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { refoldAgain } from "../../../src/store/states/refold-states.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { deleteDatabase, forward, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { type MemoryFiles, memoryFiles } from "../../support/places/memory-files.ts";
import { content, deck } from "../../support/samples/cards.ts";

vi.mock("../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));

const CARDS = 700;
let files: MemoryFiles;
let guarded: Guarded;
/** How it stood when pages were told. */
const told: Promise<{ readonly isRefolded: boolean; readonly isChecked: boolean; readonly events: number }>[] = [];

beforeEach(async () => {
  await deleteDatabase();
  files = memoryFiles();
  guarded = await openGuarded({}, async () => files);
  const names = Array.from({ length: CARDS }, (_, i) => `f${i}`);
  await installDeck(guarded.db, deck(names.map((name, i) => content(name, i))), scheduler, NOW);
  const made = reviews(CARDS).map((event, i) => ({ ...event, card: forward(`f${i}`) }));
  await merge(guarded.db, made, scheduler);
  await guarded.journaled();
  await care();
  told.length = 0;
  let nowMs = 0;
  // Each look at the clock is a second later, so that pages may be told at each piece.
  vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 1000));
  const channel = class extends EventTarget {
    postMessage = () => told.push(standing());
    close(): void {}
  };
  vi.stubGlobal("BroadcastChannel", channel);
});
afterEach(async () => {
  await guarded.journaled();
  guarded.db.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const outside = (): Outside => ({
  place: files,
  appVersion: "1.0.0",
  downloads: { permitted: async () => false, mostBytes: 0, save: async () => true },
});
const care = (budgetMs = 600_000): Promise<boolean> => careForData(guarded, outside(), budgetMs);
async function standing() {
  const [refolded, events, noted] = await Promise.all([
    readPosition(guarded.db, REFOLD),
    guarded.db.count("events"),
    readNoted(files),
  ]);
  return {
    isRefolded: (refolded as { readonly done?: boolean } | undefined)?.done === true,
    isChecked: noted.selfTest !== undefined,
    events,
  };
}

test("of nothing where nothing is changed", async () => {
  expect(await care()).toBe(false);
  expect(told).toEqual([]);
});

test("of states that are worked out anew, before all of them are", async () => {
  const rows = await guarded.db.getAll("states");
  const transaction = guarded.db.transaction("states", "readwrite");
  for (const row of rows) void transaction.store.put({ ...row, model: "another" as ModelId });
  await transaction.done;
  await refoldAgain(guarded.db);
  expect(await care()).toBe(true);
  expect((await Promise.all(told))[0]).toMatchObject({ isRefolded: false });
});

test("of what the check mends, before it has looked at everything", async () => {
  await files.remove("health.json");
  const rows = await guarded.db.getAll("states");
  const transaction = guarded.db.transaction("states", "readwrite");
  for (const row of rows) void transaction.store.put({ ...row, state: { ...row.state, dueDay: 1 } });
  await transaction.done;
  expect(await care()).toBe(true);
  expect((await Promise.all(told))[0]).toMatchObject({ isChecked: false });
});

test("of what the check has mended where its time is up then, at the end", async () => {
  await files.remove("health.json");
  const states = await guarded.db.getAll("states");
  const first = states[0];
  if (!first) throw new Error("no card");
  await guarded.db.put("states", { ...first, state: { ...first.state, dueDay: 1 } });
  // Each call takes one step of it; the pages hear of the one that mends.
  const changed: boolean[] = [];
  while ((await readNoted(files)).selfTest === undefined) changed.push(await care(0));
  expect(changed.length).toBeGreaterThan(1);
  expect(changed.slice(0, -1)).toContain(true);
});

test("of what comes out of the second record", async () => {
  const events = await guarded.db.count("events");
  const range = IDBKeyRange.upperBound(Math.floor(events / 2));
  const lost = await guarded.db.getAllKeys("events", range);
  const transaction = guarded.db.transaction(["events", "segments", "packed"], "readwrite");
  for (const key of lost) void transaction.objectStore("events").delete(key);
  await transaction.done;
  expect(await care()).toBe(true);
  expect(await guarded.db.count("events")).toBeGreaterThan(events - lost.length);
  expect(told.length).toBeGreaterThan(0);
});
