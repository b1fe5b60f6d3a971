/** One collection of Anki is imported on two machines that share a folder: both say the same in the end, each review once. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { eventsFromAnki } from "../../../src/exchange/anki/events-from-anki.ts";
import type { FoundEvent } from "../../../src/exchange/anki/read-reviews.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { readForImport } from "../../../src/worker/profile.ts";
import { foldsToItself, forward, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { exchangeOn, makeDevice, sharedFolder, standing, type TestDevice } from "../../support/places/devices.ts";
import { content, deck } from "../../support/samples/cards.ts";

let a: TestDevice;
let b: TestDevice;
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const folder = sharedFolder();
  [a, b] = [await makeDevice(folder), await makeDevice(folder)];
});
afterEach(() => {
  vi.restoreAllMocks();
  a.db.close();
  b.db.close();
});

const LATE_MS = Date.UTC(2026, 10, 10, 23, 30);
const FOUND: readonly FoundEvent[] = [0, 3].map((days) => ({
  card: forward("a"),
  atMs: LATE_MS + days * DAY_MS,
  rating: 3,
  interval: 3,
  durationMs: 1000,
}));

async function bring({ db }: TestDevice, offsetMinutes: number, found = FOUND): Promise<number> {
  const { data } = await readForImport(db);
  const result = eventsFromAnki(found, { ...data, now: nowAt(NOW, () => offsetMinutes, 4) });
  if ("problem" in result) throw new Error(result.problem.key);
  return (await merge(db, result.events, scheduler)).added.length;
}

async function share(): Promise<void> {
  for (const [i, one] of [a, b, a, b].entries()) await exchangeOn(one, one.place, NOW + i);
  for (const { db } of [a, b]) await foldsToItself(db);
}

test("in two time zones", async () => {
  await bring(a, 0);
  await bring(b, 600);
  await share();
  expect(await standing(b)).toEqual(await standing(a));
  expect((await get(a.db, forward("a"))).state.reviews).toBe(2);
  // Nothing new comes of it, in whichever zone.
  expect([await bring(a, 0), await bring(a, 600), await bring(b, 0)]).toEqual([0, 0, 0]);
});

test("where one of them has the card under a newer id", async () => {
  const renamed = deck([content("better", 0, { formerIds: [forward("a")] })], "2");
  await installDeck(b.db, renamed, scheduler, NOW);
  await bring(a, 60);
  await bring(b, 60);
  await share();
  expect((await get(b.db, forward("better"))).state.reviews).toBe(2);
  await installDeck(a.db, renamed, scheduler, NOW);
  expect(await standing(b)).toEqual(await standing(a));
});

test("where one of them had answered the card before: what it was then is the same on both", async () => {
  await grade(a.db, await get(a.db, forward("a")), 4, LATE_MS - 5 * DAY_MS);
  await bring(a, 60);
  await bring(b, 60);
  await share();
  expect(await standing(b)).toEqual(await standing(a));
  expect((await get(a.db, forward("a"))).state.reviews).toBe(3);
});

test("where one of the reviews was made in Osteon on one of them: it counts as its own event says", async () => {
  const own = await grade(a.db, await get(a.db, forward("a")), 3, LATE_MS);
  await bring(b, 600);
  await share();
  await bring(a, 0);
  await share();
  expect(await standing(b)).toEqual(await standing(a));
  expect((await get(b.db, forward("a"))).state).toMatchObject({ reviews: 2 });
  expect(own?.event.atMs).toBe(LATE_MS);
});
