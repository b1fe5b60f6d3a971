/** A check that somebody waits for says how far it has come, and can be stopped after any of its steps. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkDays } from "../../../../src/copies/check/check-days.ts";
import { total } from "../../../../src/copies/check/findings.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { type CheckWatch, examine } from "../../../../src/copies/record/health.ts";
import { readNoted } from "../../../../src/copies/record/health-notes.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import { keepPosition, readPosition } from "../../../../src/store/database/local.ts";
import { beginRecount, recountSome } from "../../../../src/store/days/recount.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { foldsToItself, forward, get, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const CARDS = 90;
const EVENTS = 270;
/** Where the background has come to with its own check. */
const POSITION = { part: "cards", after: forward("f7"), checked: "of the background" };

let db: Database;
let files: MemoryFiles;
useDatabase(async (opened) => {
  db = opened;
  files = memoryFiles();
  const names = Array.from({ length: CARDS }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW, "own");
  const made = reviews(EVENTS).map((event, i) => ({ ...event, card: forward(`f${i % CARDS}`) }));
  await merge(db, made, scheduler);
  while (await packNext(db, 90));
  await replicate(db, files);
  await keepPosition(db, "check", POSITION);
});
beforeEach(() => {
  // Each step ends as soon as it may, as it does on a slow machine.
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1000;
    return now;
  });
});
afterEach(() => vi.restoreAllMocks());

const check = (watch: CheckWatch) => examine(db, files, NO_DECKS, NOW, watch);

/** All that is told of a check until it is stopped, and what came of it. */
async function watched(stopAfter = Number.POSITIVE_INFINITY) {
  const far: number[] = [];
  const totals = new Set<number>();
  const checked = await check({
    onProgress: (progress) => {
      far.push(progress.done);
      totals.add(progress.total);
    },
    goOn: () => far.length < stopAfter,
  });
  return { far, totals: [...totals], checked };
}

test("how much of it is done rises to the end and never falls", async () => {
  const { far, totals, checked } = await watched();
  expect(checked).toMatchObject({ isWhole: true, events: EVENTS, cards: CARDS });
  expect(far).toEqual(far.toSorted((a, b) => a - b));
  expect(totals).toEqual([far.at(-1)]);
  // It comes to the end in many steps, and no step is half of it.
  const steps = far.slice(1).map((done, i) => done - (far[i] ?? 0));
  expect(steps.filter((step) => step > 0).length).toBeGreaterThanOrEqual(12);
  expect(Math.max(...steps)).toBeLessThan((totals[0] ?? 0) / 2);
});

test("stopped when nothing is left to be done, it has come to its end", async () => {
  let isOver = false;
  const onProgress: CheckWatch["onProgress"] = ({ done, total }) => {
    isOver = done === total;
  };
  expect(await check({ onProgress, goOn: () => !isOver })).toMatchObject({ isWhole: true });
  expect(isOver).toBe(true);
});

test("what it has to pass over is done with the part in which it stands", async () => {
  const [row] = await db.getAll("decks");
  // Of a version that the extension does not have: its texts are for the next installation.
  if (!row) throw new Error("no deck");
  await db.put("decks", { ...row, origin: "bundled" });
  const { far, totals } = await watched();
  expect(totals).toEqual([far.at(-1)]);
});

test("stopped after any of its steps it has lost nothing, and what it mended is mended", async () => {
  const before = await wholeLog(db);
  const { far } = await watched();
  expect(await readPosition(db, "check")).toEqual(POSITION);
  // Once the last step is told of nothing is left to be stopped.
  for (let stop = 1; stop < far.length - 1; stop++) {
    const row = await get(db, forward("f3"));
    await db.put("states", { ...row, state: NEW_CARD_STATE });
    const [day] = await db.getAll("days");
    if (!day) throw new Error("no day");
    await db.delete("days", [day.day, day.deck]);
    const { selfTest } = await readNoted(files);
    const { far: steps, checked } = await watched(stop);
    expect(checked.isWhole).toBe(false);
    // It ends after the step that was under way. One that ends a part is told of twice.
    expect(steps.length - stop).toBeLessThanOrEqual(1);
    expect((await readNoted(files)).selfTest).toEqual(selfTest);
    const whole = await examine(db, files, NO_DECKS, NOW + stop);
    expect([whole.isWhole, whole.events, whole.cards]).toEqual([true, EVENTS, CARDS]);
    expect(checked.mended.card + whole.mended.card).toBe(1);
    expect(checked.mended.day + whole.mended.day).toBe(1);
    expect((await readNoted(files)).selfTest).toMatchObject({ atMs: NOW + stop, left: 0 });
  }
  expect(total((await watched()).checked.found)).toBe(0);
  expect(await readPosition(db, "check")).toEqual(POSITION);
  expect(await wholeLog(db)).toEqual(before);
  await foldsToItself(db);
});

test("a place that cannot tell its names keeps nothing from being mended in the database", async () => {
  const place = { ...files, list: () => Promise.reject(new Error("no names")) };
  const row = await get(db, forward("f3"));
  await db.put("states", { ...row, state: NEW_CARD_STATE });
  await expect(examine(db, place, NO_DECKS, NOW, { onProgress: () => {} })).rejects.toThrow("no names");
  await foldsToItself(db);
});

test("stopped while it copies, it does not say that a damaged file could not be mended", async () => {
  const [segment = ""] = (await files.list()).filter((name) => name.startsWith("segment-"));
  const [, device] = segment.split("-");
  await files.write(`journal-${device}-1-000000001-${"0".repeat(16)}.gz`, new Uint8Array([1, 2, 3]));
  await files.remove(segment);
  let isStopped = false;
  const place = {
    ...files,
    write: (name: string, content: Uint8Array<ArrayBuffer>) => {
      isStopped = true;
      return files.write(name, content);
    },
  };
  const { isWhole, found, mended } = await examine(db, place, NO_DECKS, NOW, { goOn: () => !isStopped });
  expect(isWhole).toBe(false);
  expect(mended).toEqual(found);
  expect(total((await check({})).found)).toBe(1);
});

test("days whose counting somebody else began anew and left are counted all the same", async () => {
  await beginRecount(db);
  const tools = { db, place: null, decks: NO_DECKS, scheduler, read: new Map() };
  expect(await checkDays.step(tools, "comparing")).toMatchObject({ next: "counting" });
  while (await recountSome(db));
  expect((await checkDays.step(tools, "comparing")).next).toBeNull();
  expect((await checkDays.step(tools, "comparing")).next).toBeNull();
});
