/** Files by somebody who wants to do harm, on every way in: what they can do is told before, and can be taken back. */
import { zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type CardId, type DeckId, type EventId, makeEventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { LATEST_DAY, LATEST_MS } from "../../../src/core/log/envelope-fields.ts";
import type { ClockCorrectionEvent, ResetEvent, ReviewEvent, UndoEvent } from "../../../src/core/log/kinds.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { EVENT_LIMITS } from "../../../src/exchange/backup/event-limits.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { isDeckOn, readSwitches } from "../../../src/store/settings/switches.ts";
import { correctClock, countStranded } from "../../../src/store/writing/correct-clock.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import {
  at,
  OTHER_DEVICE as device,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  random,
  scheduler,
} from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { collection, packageOf } from "../../support/files/collections.ts";
import { content, deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
const TODAY = at(NOW).today;
let db: Database;
let own: ReviewEvent[];

beforeEach(() => {
  vi.spyOn(Date, "now").mockReturnValue(NOW);
});
afterEach(() => {
  vi.restoreAllMocks();
});
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  own = [];
  for (const [i, name] of ["a", "b", "c", "a"].entries()) own.push(await gradeOf(name, NOW - 9 * DAY_MS + i * 600_000));
});

async function gradeOf(name: string, nowMs: number): Promise<ReviewEvent> {
  const done = await grade(db, await get(db, forward(name)), 3, nowMs);
  if (!done) throw new Error("the grade was refused");
  return done.event;
}
const stamp = (atMs: number, studyDay = Math.floor(atMs / DAY_MS)) => {
  return { id: makeEventId(atMs, random()), device, atMs, offsetMinutes: 0, studyDay };
};
const eventsFile = (events: readonly unknown[]): Promise<Blob> => backupBlob({ events: events as Envelope[] });

async function bring(file: Blob, mode: "merge" | "replace" = "merge", withSettings = false) {
  const chosen = await inspectFile(db, file, quietly);
  const restored = await restore(db, chosen, { mode, withSettings }, quietly);
  await foldsToItself(db);
  return { preview: chosen.preview, restored };
}
const problemOf = (file: Promise<Blob>): Promise<unknown> =>
  file
    .then((blob) => inspectFile(db, blob, quietly))
    .then(
      () => "read",
      (error: { problem?: { key: string } }) => error.problem?.key ?? error,
    );
const states = async () => {
  const switches = await readSwitches(db);
  return (await db.getAll("states")).map(({ id, deck, state }) => ({ id, state, off: !isDeckOn(deck, switches) }));
};

const review = (of: ReviewEvent, atMs: number, more: Partial<ReviewEvent> = {}): ReviewEvent => ({
  ...of,
  ...stamp(atMs),
  next: { dueDay: Math.floor(atMs / DAY_MS) + 1, dueAtMs: null },
  ...more,
});
const reset = (card: CardId, atMs: number): ResetEvent => ({ kind: "reset", ...stamp(atMs), card, surface: "osteon" });
const undo = (undoes: EventId, atMs: number, card?: CardId): UndoEvent => {
  return { kind: "undo", ...stamp(atMs), ...(card && { card }), undoes };
};
const correction = (of: readonly ReviewEvent[], atMs: number, shiftDays: number): ClockCorrectionEvent => ({
  kind: "clock-correction",
  ...stamp(atMs),
  card: of[0]?.card ?? forward("a"),
  moved: of.map(({ id }) => id),
  shiftDays,
  newest: of.at(-1)?.id ?? makeEventId(0, random()),
  next: { dueDay: LATEST_DAY, dueAtMs: null },
});

/** All that was made before stands as it did once the file was taken back. */
async function goesWhenTakenBack(file: Blob, mode: "merge" | "replace" = "merge") {
  const before = await states();
  const settings = await readSettings(db);
  const { preview } = await bring(file, mode, true);
  const during = await states();
  await takeBack(db, quietly);
  await foldsToItself(db);
  expect(await states()).toEqual(before);
  expect(await readSettings(db)).toEqual(settings);
  return { preview, before, during };
}

describe("a false log that is merged", () => {
  test("of reviews in many centuries is put right by one press, and by taking it back", async () => {
    const times = [LATEST_MS, LATEST_MS / 2, LATEST_MS / 3, NOW + 400 * DAY_MS, NOW + 30 * DAY_MS].map(Math.floor);
    const file = await eventsFile(own.flatMap((one) => times.map((atMs) => review(one, atMs))));
    const { preview } = await goesWhenTakenBack(file);
    expect(preview.merge).toMatchObject({ touchesExisting: true, inFuture: 20, startCounting: 20 });
    await bring(await eventsFile(own.flatMap((one) => times.map((atMs) => review(one, atMs - 7)))));
    expect(await countStranded(db, at(NOW))).toBe(3);
    await correctClock(db, () => maker(NOW));
    await foldsToItself(db);
    expect(await countStranded(db, at(NOW))).toBe(0);
    for (const { state } of await states()) expect(state.lastDay ?? 0).toBeLessThanOrEqual(TODAY);
  });

  test("of resets far ahead leaves a card that goes on from its next answer", async () => {
    const resets = FIVE.flatMap((_, i) => [LATEST_MS - i, NOW + 20 * DAY_MS].map((atMs) => reset(forward("a"), atMs)));
    const { preview, during } = await goesWhenTakenBack(await eventsFile(resets));
    expect(preview.merge).toMatchObject({ touchesExisting: true, stopCounting: 0, beforeReset: 2, inFuture: 10 });
    expect(during.find(({ id }) => id === forward("a"))?.state.phase).toBe("new");
    await bring(await eventsFile(resets.map(({ card, atMs }) => reset(card, atMs - 5))));
    await gradeOf("a", NOW);
    expect((await get(db, forward("a"))).state).toMatchObject({ reviews: 1, lastDay: TODAY });
  });

  test("of undos of undos in a ring and in a chain tells what it does, and goes", async () => {
    const [first, second] = own;
    if (!first || !second) throw new Error("no reviews");
    const one = { ...undo(first.id, NOW - DAY_MS, first.card), undoes: first.id };
    const ring = [stamp(NOW - 5), stamp(NOW - 4)];
    const inRing = ring.map((made, i) => ({ ...undo(ring[1 - i]?.id ?? made.id, NOW, first.card), ...made }));
    const { preview } = await goesWhenTakenBack(
      await eventsFile([one, ...inRing, undo(second.id, NOW - 9, second.card)]),
    );
    expect(preview.merge).toMatchObject({ stopCounting: 2, touchesExisting: true });
  });

  test("in pieces that keep the limits of a backup is refused where together they would not", async () => {
    const [first] = own;
    if (!first) throw new Error("no review");
    const chain: UndoEvent[] = [];
    for (let i = 0; i < 1200; i++) chain.push(undo(chain.at(-1)?.id ?? first.id, NOW - 60_000 + i, first.card));
    await bring(await eventsFile(chain.slice(0, 600)));
    expect(await problemOf(eventsFile(chain.slice(600)))).toBe("backup_together");
    expect(await problemOf(backupBlob(await readLogExport(db)))).toBe("read");
  });

  test("of a chain of undos that is longer than anybody's is refused", async () => {
    const chain: UndoEvent[] = [];
    for (let i = 0; i < 5000; i++)
      chain.push(undo(chain.at(-1)?.id ?? own[0]?.id ?? makeEventId(0, random()), NOW - 60_000 + i, forward("a")));
    expect(await problemOf(eventsFile(chain.slice(0, 900)))).toBe("read");
    expect(await problemOf(eventsFile(chain))).toBe("backup_event");
    expect(await problemOf(eventsFile(chain.toReversed()))).toBe("backup_event");
  });

  test("of a correction that is dated before everything tells that it moves all, and goes", async () => {
    const [file, of] = [[correction([own[0], own[3]] as ReviewEvent[], 0, TODAY - 30)], 2];
    const { preview } = await goesWhenTakenBack(await eventsFile(file));
    expect(preview.merge).toMatchObject({ moveDay: of, touchesExisting: true });
  });

  test("that takes the user's own correction back says so, and a new one can be made", async () => {
    await gradeOf("d", NOW + 900 * DAY_MS);
    await correctClock(db, () => maker(NOW));
    const made = (await readLogExport(db)).events.find(({ kind }) => kind === "clock-correction");
    const file = await eventsFile([undo(made?.id ?? makeEventId(0, random()), NOW, forward("d"))]);
    const { preview } = await goesWhenTakenBack(file);
    expect(preview.merge).toMatchObject({ moveDay: 1, touchesExisting: true });
  });

  test("of reviews under ids that are here changes nothing of those", async () => {
    const forged = own.map((one) => ({ ...one, rating: 1 as const, next: { dueDay: LATEST_DAY, dueAtMs: null } }));
    const before = await states();
    const { preview } = await bring(await eventsFile(forged));
    expect(preview).toMatchObject({ added: 0, conflicting: 4 });
    expect(await states()).toEqual(before);
  });

  test("of a review that promises a day in centuries is told of, and goes", async () => {
    const [first] = own;
    if (!first) throw new Error("no review");
    const file = await eventsFile([review(first, NOW, { next: { dueDay: LATEST_DAY, dueAtMs: LATEST_MS } })]);
    const { preview } = await goesWhenTakenBack(file);
    expect(preview.merge).toMatchObject({ startCounting: 1, cards: 1 });
  });

  test("of kinds and fields with names of every object's own is carried and reaches nothing", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const carried = names.map((kind) => ({
      ...stamp(NOW),
      kind,
      ...JSON.parse(`{"__proto__":{"x":1},"constructor":[]}`),
    }));
    const settings = names.map((key) => ({ kind: "setting", ...stamp(NOW), key, value: 1 }));
    const { preview } = await goesWhenTakenBack(await eventsFile([...carried, ...settings]));
    expect(preview).toMatchObject({ fromNewer: 4, merge: { settings: [] } });
    expect(Object.prototype).not.toHaveProperty("x");
  });

  test("of version 1 with as many corrections as reviews of one card is refused before it is converted", async () => {
    const old = Array.from({ length: 4000 }, (_, i) => {
      const { id, atMs, offsetMinutes, studyDay } = stamp(NOW - i);
      const next = { dueDay: 1, dueAtMs: null };
      const shared = { id, atMs, offsetMinutes, studyDay, card: "a/forward", next };
      return i % 2 === 0
        ? { ...shared, kind: "review", rating: 3, phase: "new", factRevision: 1, durationMs: 1, surface: "popup" }
        : { ...shared, kind: "redate", afterDay: 1, shiftDays: 1, newest: id };
    });
    const file = JSON.parse(await (await eventsFile([])).text());
    delete file.ownDecks;
    const asked = inspectFile(
      db,
      new Blob([JSON.stringify({ ...file, version: 1, settings: {}, events: old })]),
      quietly,
    );
    const problem = { key: "backup_event", arguments: [2001, "too many corrections of one card"] };
    await expect(asked).rejects.toMatchObject({ problem });
  });

  test("of more notes than there are facts is refused", async () => {
    const notes = Array.from({ length: EVENT_LIMITS.keys + 1 }, (_, i) => {
      return { kind: "seen", ...stamp(NOW - i), key: `fact/x${i}`, value: true };
    });
    expect(await problemOf(eventsFile(notes))).toBe("backup_event");
  });

  test("of settings that stop all study comes only where the user wants it, and goes", async () => {
    await saveSetting(db, "reviewsPerDay", 50, () => maker(NOW - DAY_MS));
    const values = { newPerDay: 0, reviewsPerDay: 0, dailyCopy: false, desiredRetention: 0.97, rolloverHour: 23 };
    const file = await eventsFile(
      Object.entries(values).map(([key, value]) => ({ kind: "setting", ...stamp(NOW), key, value })),
    );
    const { preview } = await goesWhenTakenBack(file);
    expect(preview.merge.settings.length).toBeGreaterThanOrEqual(3);
    const settings = await readSettings(db);
    await bring(file, "merge", false);
    expect(await readSettings(db)).toEqual(settings);
  });

  test("of settings with values of a later version stays outside with all others", async () => {
    const values = { weights: [1, 2], newPerDay: { most: 0 } };
    const settings = Object.entries(values).map(([key, value]) => ({ kind: "setting", ...stamp(NOW), key, value }));
    const undos = settings.map(({ id }) => undo(id, NOW));
    await bring(await eventsFile([...settings, ...undos]));
    expect((await wholeLog(db)).length).toBe(own.length);
    await bring(await eventsFile([...settings, ...undos]), "merge", true);
    expect((await wholeLog(db)).length).toBe(own.length + 4);
  });

  test("of a deck's silence is told of and goes", async () => {
    const of = forward("a").split("/")[0] as DeckId;
    const file = await eventsFile([{ kind: "switch", ...stamp(NOW), deck: of, key: of, value: false }]);
    const { preview, during } = await goesWhenTakenBack(file);
    expect(preview.merge).toMatchObject({ touchesExisting: true, switches: [{ deck: of, on: false }] });
    expect(during.every(({ off }) => off)).toBe(true);
  });

  test("of two thousand events on one setting is read, and one save puts it right", async () => {
    const many = Array.from({ length: 2000 }, (_, i) => stamp(NOW + 400 * DAY_MS + i));
    const settings = many.map((one, i) => ({ kind: "setting", ...one, key: "newPerDay", value: i % 50 }));
    await bring(await eventsFile(settings), "merge", true);
    await saveSetting(db, "newPerDay", 7, () => maker(NOW));
    expect((await readSettings(db)).newPerDay).toBe(7);
  });
});

describe("a false log that replaces", () => {
  test("without any event takes everything back, says so, and goes", async () => {
    const { preview, during } = await goesWhenTakenBack(await eventsFile([]), "replace");
    expect(preview.replace).toMatchObject({ stopCounting: 4 });
    expect(during.every(({ state }) => state.reviews === 0)).toBe(true);
  });

  test("with another history far ahead goes as well", async () => {
    const file = await eventsFile(own.map((one) => review(one, LATEST_MS - Math.floor(one.atMs / 1000))));
    const { preview } = await goesWhenTakenBack(file, "replace");
    expect(preview.replace).toMatchObject({ stopCounting: 4, startCounting: 4, inFuture: 4 });
  });
});

describe("a false deck", () => {
  const mine = (more: object = {}, id = "mine") =>
    deck(
      ["a", "b"].map((name, i) => content(name, i, { deck: id as DeckId, ...more })),
      "7",
      { id: id as DeckId },
    );

  test("cannot take the histories of another deck's cards", async () => {
    expect(await problemOf(backupBlob({ ownDecks: [mine({ formerIds: [forward("a")] })] }))).toBe("backup_deck");
  });

  test("in the name of a bundled one is left out, and the cards here stay", async () => {
    const id = forward("a").split("/")[0] as DeckId;
    const before = await states();
    const { preview } = await bring(await backupBlob({ ownDecks: [mine({}, id)] }));
    expect(preview.decks).toMatchObject([{ what: "bundled" }]);
    expect(await states()).toEqual(before);
  });

  test("with a name of every object's own is refused or goes", async () => {
    for (const id of ["__proto__", "constructor", "../x", "a/b", ""]) {
      const result = await problemOf(backupBlob({ ownDecks: [mine({}, id)] }));
      expect(["backup_deck", "read"]).toContain(result);
    }
    await goesWhenTakenBack(await backupBlob({ ownDecks: [mine({}, "constructor")] }));
  });
});

describe("a false package", () => {
  const named = (name: string, guid: string, change: (id: number) => number) =>
    packageOf(
      collection(5, (some) => {
        some.run("UPDATE notes SET guid = ?", [guid]);
        some.run("UPDATE revlog SET id = ? + rowid", [change(0)]);
      }),
      name,
    );

  test("with reviews up to the last instant is told of, and what is made then is of now", async () => {
    const file = named("collection.anki2", `osteon:${forward("a")}`, () => LATEST_MS - 30 * DAY_MS);
    const { preview } = await goesWhenTakenBack(file);
    expect(preview.merge).toMatchObject({ inFuture: 5, touchesExisting: true });
    await bring(named("collection.anki2", `osteon:${forward("a")}`, () => LATEST_MS - 40 * DAY_MS));
    const event = await gradeOf("a", NOW);
    expect(event).toMatchObject({ atMs: NOW, studyDay: TODAY });
    expect((await get(db, forward("a"))).state).toMatchObject({ lastDay: TODAY, dueDay: event.next.dueDay });
  });

  test("with reviews after the last instant, or before the first, is refused", async () => {
    for (const start of [LATEST_MS, -10, 2 ** 52])
      expect(await problemOf(Promise.resolve(named("collection.anki2", `osteon:${forward("a")}`, () => start)))).toBe(
        "anki_review",
      );
  });

  test("of cards that nobody has, with names that mislead, brings nothing", async () => {
    for (const guid of ["osteon:../../x/y", "osteon:\u202Egnp.exe/a/b", "osteon:__proto__/a/b"]) {
      const file = named("collection.anki2", guid, () => NOW - 1000);
      const result = await inspectFile(db, file, quietly).catch(() => null);
      expect(result?.preview.added ?? 0).toBe(0);
    }
  });

  test("that is a backup inside of an archive inside of an archive is no backup", async () => {
    const inner = zipSync({ "osteon.json": new Uint8Array(await (await eventsFile([])).arrayBuffer()) });
    const twice = new Blob([new Uint8Array(zipSync({ "osteon.json": inner }))]);
    expect(await problemOf(Promise.resolve(twice))).toMatch(/^(anki|backup)_not/);
    const both = zipSync({ "a.json": inner, "b.json": inner });
    expect(await problemOf(Promise.resolve(new Blob([new Uint8Array(both)])))).toMatch(/^anki_/);
  });
});
