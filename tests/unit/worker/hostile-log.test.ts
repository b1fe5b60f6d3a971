/** Backups that are well formed and lie: what was made before them, and what is made after them, must not be lost. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type DeckId, makeEventId } from "../../../src/core/ids.ts";
import { decodeEvent, eventsAmong } from "../../../src/core/log/decode.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { LATEST_DAY, LATEST_MS } from "../../../src/core/log/envelope-fields.ts";
import { countedReviews } from "../../../src/core/log/fold.ts";
import type { ClockCorrectionEvent, ReviewEvent, SeenEvent, SettingEvent } from "../../../src/core/log/kinds.ts";
import { makeSeen, makeUndo } from "../../../src/core/log/make-event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { EVENT_LIMITS } from "../../../src/exchange/backup/event-limits.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setSwitch } from "../../../src/store/settings/set-switch.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { isDeckOn, readSwitches } from "../../../src/store/settings/switches.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import {
  at,
  DEVICE,
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
  undo,
} from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { decodeBackup, encodeBackup } from "../../support/files/backup-text.ts";
import { EMPTY_LOG } from "../../support/files/empty-log.ts";
import { deck } from "../../support/samples/cards.ts";
import { cardOf, fieldsOfEachKind, KINDS_OF_EXAMPLES } from "../../support/samples/every-kind.ts";

const quietly = (): void => {};
const STAMP = { exportedAtMs: NOW, appVersion: "1.0.0" };
let db: Database;

beforeEach(() => {
  vi.spyOn(Date, "now").mockReturnValue(NOW);
});
afterEach(() => {
  vi.restoreAllMocks();
});
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

const stamp = (atMs: number, studyDay = Math.floor(atMs / DAY_MS)) => ({
  id: makeEventId(atMs, random()),
  device,
  atMs,
  offsetMinutes: 0,
  studyDay,
});
const fileOf = (events: readonly Envelope[]): Promise<Blob> => backupBlob({ events });

async function bring(events: readonly Envelope[], mode: "merge" | "replace" = "merge", withSettings = true) {
  const chosen = await inspectFile(db, await fileOf(events), quietly);
  await restore(db, chosen, { mode, withSettings }, quietly);
  return chosen.preview;
}

async function gradeOf(name: string, nowMs: number): Promise<ReviewEvent> {
  const done = await grade(db, await get(db, forward(name)), 3, nowMs);
  if (!done) throw new Error("the grade was refused");
  return done.event;
}

/** Every row of the log is an event, the next export holds it, and it is read back. */
async function everythingIsKept(): Promise<readonly Envelope[]> {
  const rows: unknown[] = await wholeLog(db);
  for (const row of rows) expect(decodeEvent(row)).toEqual({ event: row });
  const text = await encodeBackup(await readLogExport(db), STAMP);
  const result = await decodeBackup(text);
  if ("problem" in result) throw new Error(result.problem.key);
  expect(result.log.events).toEqual(rows);
  await foldsToItself(db);
  return result.log.events;
}

describe("events at the last instant that is accepted", () => {
  test("neither stamp nor order what is made now: 'seen' and settings for every card", async () => {
    const seen = FIVE.map(({ fact }, i): SeenEvent => {
      return { kind: "seen", ...stamp(LATEST_MS - i), key: `term/${fact}`, value: true };
    });
    const setting: SettingEvent = { kind: "setting", ...stamp(LATEST_MS), key: "newPerDay", value: 0 };
    const preview = await bring([...seen, setting]);
    expect(preview.merge.settings).toEqual([{ key: "newPerDay", from: 3, to: 0 }]);
    expect(await readSettings(db)).toMatchObject({ newPerDay: 0 });

    const made = [
      await gradeOf("a", NOW),
      await gradeOf("b", NOW + 1000),
      (await undo(db, NOW + 2000)) && null,
      await gradeOf("a", NOW + 700_000),
    ].filter((event) => event !== null);
    await saveSetting(db, "newPerDay", 12, () => maker(NOW + 3000));
    await merge(db, [makeSeen("term/new", maker(NOW + 4000))], scheduler);

    expect(await readSettings(db)).toMatchObject({ newPerDay: 12 });
    const events = await everythingIsKept();
    for (const event of made) {
      expect(events).toContainEqual(event);
      expect(event.atMs).toBeLessThan(NOW + DAY_MS);
      expect(event.id).toMatch(/^[0-9a-z]{9}-/);
    }
    expect((await get(db, forward("a"))).state).toMatchObject({ reviews: 2, lastEventAtMs: NOW + 700_000 });
  });

  test("of a card itself are told of, and can be taken back; what is made after them is kept", async () => {
    await gradeOf("a", NOW);
    const before = await get(db, forward("a"));
    const good = await readLogExport(db);
    const far: ReviewEvent = {
      ...(good.events[0] as ReviewEvent),
      ...stamp(LATEST_MS, LATEST_DAY),
      next: { dueDay: LATEST_DAY, dueAtMs: LATEST_MS },
    };
    const preview = await bring([far]);
    expect(preview.merge).toMatchObject({ startCounting: 1, inFuture: 1 });
    const later = await gradeOf("a", NOW + 700_000);
    expect(later.atMs).toBe(NOW + 700_000);
    expect(await everythingIsKept()).toContainEqual(later);

    await bring([...good.events, later], "replace");
    const { state } = await get(db, forward("a"));
    expect(state).toMatchObject({ reviews: 2, lastEventAtMs: NOW + 700_000 });
    expect(before.state.reviews).toBe(1);
    await everythingIsKept();
  });

  test.each([LATEST_MS + 1, 36 ** 9 - 1, 36 ** 9])("after it are refused with the whole file: %d", async (atMs) => {
    const event: SeenEvent = { kind: "seen", ...stamp(atMs, 30_000), key: "term/x", value: true };
    const text = await encodeBackup({ ...EMPTY_LOG, events: [event] }, STAMP);
    expect(await decodeBackup(text)).toMatchObject({ problem: { key: "backup_event" } });
  });
});

const deckOf = ({ card }: ReviewEvent) => card.split("/")[0] as DeckId;
/** What an event says of a card and a review that are here, far off where it names a day; that a kind of later is told apart. */
const falseFields = (kind: string, { card, id }: ReviewEvent): object => {
  const named = kind === "undo" ? makeEventId(LATEST_MS - 9, random()) : id;
  const fields: Partial<Record<string, object>> = fieldsOfEachKind({ card, named, day: 300_000, shiftDays: 9000 });
  return { ...cardOf(kind, card), ...(fields[kind] ?? { more: 1 }) };
};
const falseEvent = (kind: string, here: ReviewEvent, atMs: number, studyDay = Math.floor(atMs / DAY_MS)): Envelope => ({
  ...falseFields(kind, here),
  kind,
  ...stamp(atMs, studyDay),
});

describe.each([...KINDS_OF_EXAMPLES, "of-later"])("events of the kind %s", (kind) => {
  /** Years, some days, and as far as a file can say; many at once, some of which hide others. */
  const FAR = [LATEST_MS, LATEST_MS - 200 * 365 * DAY_MS, NOW + 9000 * DAY_MS, NOW + 40 * DAY_MS, NOW + 5 * DAY_MS];

  test("that are dated far ahead neither stamp, nor order, nor hide what is made now", async () => {
    const here = await gradeOf("a", NOW - DAY_MS);
    const preview = await bring(
      FAR.flatMap((atMs) => [falseEvent(kind, here, atMs), falseEvent(kind, here, atMs - 1)]),
    );
    expect(preview.merge).toMatchObject({ inFuture: 2 * FAR.length });

    const first = await gradeOf("a", NOW);
    expect(first.atMs - NOW).toBeLessThanOrEqual(0);
    expect(first.studyDay).toBe(at(NOW).today);
    const second = await gradeOf("a", NOW + 700_000);
    const card = async () => get(db, forward("a"));
    const log = async () => eventsAmong(await wholeLog(db)).filter((event) => event.card === forward("a"));
    expect(countedReviews(await log()).slice(-2)).toEqual([first, second]);
    expect((await card()).state).toMatchObject({
      lastDay: at(NOW).today,
      onLastDay: { answers: expect.any(Number) },
      lastEventAtMs: second.atMs,
      dueDay: second.next.dueDay,
    });
    await undo(db, NOW + 800_000, [second.id]);
    expect(countedReviews(await log()).at(-1)).toEqual(first);

    await saveSetting(db, "newPerDay", 12, () => maker(NOW));
    await setSwitch(db, deckOf(here), null, true, () => maker(NOW));
    expect(await readSettings(db)).toMatchObject({ newPerDay: 12 });
    const switches = await readSwitches(db);
    expect(isDeckOn(deckOf(here), switches)).toBe(true);
    for (const event of await everythingIsKept()) {
      if (event.device === DEVICE) expect(event.atMs - NOW).toBeLessThanOrEqual(800_000);
    }
  });

  test.each([
    ["years ahead, on today's day", LATEST_MS, at(NOW).today],
    ["today, on a day years ahead", NOW, LATEST_DAY],
    ["today, on a day years ago", NOW, 10_000],
    ["a week ahead, on today's day", NOW + 7 * DAY_MS, at(NOW).today],
  ])("whose day and time contradict each other are refused: %s", async (_, atMs, studyDay) => {
    const here = await gradeOf("a", NOW - DAY_MS);
    const text = await encodeBackup({ ...EMPTY_LOG, events: [falseEvent(kind, here, atMs, studyDay)] }, STAMP);
    expect(await decodeBackup(text)).toMatchObject({ problem: { key: "backup_event" } });
  });
});

test("a setting that many false ones follow is the user's own after one save", async () => {
  const rivals = Array.from({ length: 100 }, (_, i): SettingEvent => {
    return { kind: "setting", ...stamp(LATEST_MS - i), key: "newPerDay", value: i };
  });
  await bring(rivals);
  await saveSetting(db, "newPerDay", 12, () => maker(NOW));
  expect(await readSettings(db)).toMatchObject({ newPerDay: 12 });
  expect((await wholeLog(db)).length).toBeLessThan(105);
  await everythingIsKept();
});

describe("a correction of the clock from somebody else", () => {
  const corrected = (of: readonly ReviewEvent[], more: Partial<ClockCorrectionEvent>): ClockCorrectionEvent => ({
    kind: "clock-correction",
    ...stamp(NOW - 40 * DAY_MS),
    card: forward("a"),
    moved: of.map(({ id }) => id),
    shiftDays: 20,
    newest: of.at(-1)?.id ?? makeEventId(0, random()),
    next: { dueDay: 30, dueAtMs: null },
    ...more,
  });

  test("is told of, reaches no review that is made later, and goes with a replacement", async () => {
    const reviews = [await gradeOf("a", NOW), await gradeOf("a", NOW + 700_000)];
    const good = await readLogExport(db);
    const { state } = await get(db, forward("a"));
    const preview = await bring([corrected(reviews, {})]);
    expect(preview.merge).toMatchObject({ moveDay: 2, cards: 1, touchesExisting: true });

    const later = await gradeOf("a", NOW + 2 * DAY_MS);
    const log = (await everythingIsKept()).filter(({ card }) => card === forward("a"));
    expect(countedReviews(log).find(({ id }) => id === later.id)).toEqual(later);

    await bring(good.events, "replace");
    const after = await get(db, forward("a"));
    expect(after.state).toEqual(state);
    await everythingIsKept();
  });

  test.each([
    ["dated years ahead, on a day before the beginning", { ...stamp(LATEST_MS, -1), shiftDays: 15_000 }],
    ["dated now, on a day years ago", { ...stamp(NOW, 20_000) }],
    ["of more days than there are", { shiftDays: LATEST_DAY + 1 }],
  ])("is refused where it does not fit itself: %s", async (_, more) => {
    const review = await gradeOf("a", NOW);
    const text = await encodeBackup({ ...EMPTY_LOG, events: [corrected([review], more)] }, STAMP);
    expect(await decodeBackup(text)).toMatchObject({ problem: { key: "backup_event" } });
  });
});

test("corrections that name too much of one card together are refused", async () => {
  const review = await gradeOf("a", NOW);
  const moved = Array.from({ length: 10_000 }, (_, i) => makeEventId(i, random()));
  const events = Array.from({ length: EVENT_LIMITS.moved / moved.length + 1 }, (_, i): ClockCorrectionEvent => {
    const { dueDay } = review.next;
    const next = { dueDay, dueAtMs: null };
    return {
      kind: "clock-correction",
      ...stamp(NOW - i),
      card: forward("a"),
      moved,
      shiftDays: 1,
      newest: review.id,
      next,
    };
  });
  const read = async (some: readonly Envelope[]) =>
    decodeBackup(await encodeBackup({ ...EMPTY_LOG, events: some }, STAMP));
  expect(await read(events)).toMatchObject({
    problem: { key: "backup_event", arguments: [events.length, expect.any(String)] },
  });
  expect(await read(events.slice(1))).toHaveProperty("log");
});

describe("undos of everything", () => {
  test("are told of before they come in, and so is a deck's silence", async () => {
    const reviews = [];
    for (const [i, name] of ["a", "b", "c", "d", "e"].entries()) reviews.push(await gradeOf(name, NOW + i * 1000));
    const undos = reviews.map((event) => makeUndo(event, maker(NOW + 9000, device)));
    const chosen = await inspectFile(db, await fileOf([...reviews, ...undos]), quietly);
    expect(chosen.preview).toMatchObject({
      added: 5,
      known: 5,
      merge: { startCounting: 0, stopCounting: 5, cards: 5, touchesExisting: true },
    });
  });
});
