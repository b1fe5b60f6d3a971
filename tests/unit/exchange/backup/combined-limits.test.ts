/** Files that each keep the limits of a backup, and together would make a log of which no backup could be read. */
import { describe, expect, test } from "vitest";
import { type CardId, type EventId, makeEventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { tooMuchTogether } from "../../../../src/exchange/backup/combined-limits.ts";
import { OTHER_DEVICE as device, NOW, random } from "../../../support/database/db-steps.ts";

const CARD = "deck/a/forward" as CardId;
const LIMITS = { events: 100, characters: 100_000, keys: 40, moved: 60, undos: 10 };

const stamp = (atMs: number) => {
  const studyDay = Math.floor(atMs / DAY_MS);
  return { id: makeEventId(atMs, random()), device, atMs, offsetMinutes: 0, studyDay };
};
const many = (count: number, make: (i: number) => object): Envelope[] =>
  Array.from({ length: count }, (_, i) => ({ ...stamp(NOW - 1000 - i), ...make(i) }) as Envelope);
const unknown = (count: number, text = ""): Envelope[] => many(count, () => ({ kind: "of-later", text }));
const seen = (count: number, name: string): Envelope[] =>
  many(count, (i) => ({ kind: "seen", key: `term/${name}${i}`, value: true }));
const correction = (names: number, card = CARD): Envelope => {
  const moved = Array.from({ length: names }, (_, i) => makeEventId(i, random()));
  const next = { dueDay: 1, dueAtMs: null };
  return {
    ...stamp(NOW),
    ...{ kind: "clock-correction", card, moved, shiftDays: 1, newest: moved[0], next },
  } as Envelope;
};
const ahead = (count: number, card = CARD): Envelope[] =>
  many(count, (i) => ({ ...stamp(NOW + DAY_MS + i), kind: "due", card, dueDay: 30_000 }));
function chain(count: number, onTopOf: EventId): Envelope[] {
  const undos: Envelope[] = [];
  for (let i = 0; i < count; i++) {
    const undoes = undos.at(-1)?.id ?? onTopOf;
    undos.push({ ...stamp(NOW + i), ...{ kind: "undo", undoes } } as Envelope);
  }
  return undos;
}
const problemOf = (here: readonly Envelope[], file: readonly Envelope[], cardOf = (id: CardId) => id) =>
  tooMuchTogether({ events: here, cardOf, nowMs: NOW }, file, null, LIMITS)?.arguments[0] ?? null;

describe("what is here and a file", () => {
  const [half, rest] = [chain(5, makeEventId(0, random())), chain(4, makeEventId(0, random()))];
  const onTop = rest.map((undo, i) => (i === 0 ? ({ ...undo, undoes: half.at(-1)?.id } as Envelope) : undo));

  test.each<[string, Envelope[], Envelope[], Envelope[]]>([
    ["events", unknown(50), unknown(40), unknown(41)],
    ["characters", unknown(1, "x".repeat(60_000)), unknown(1, "x".repeat(29_000)), unknown(1, "x".repeat(30_000))],
    ["keys", seen(20, "a"), seen(16, "b"), seen(17, "b")],
    ["moved", [correction(30)], [correction(24)], [correction(25)]],
    ["moved", [correction(30)], ahead(24), ahead(25)],
    ["undos", half, onTop, [...onTop, ...chain(1, onTop.at(-1)?.id ?? makeEventId(0, random()))]],
  ])("are a log that a backup can hold, and not by one more of it: %s", (what, here, fits, tooMuch) => {
    expect(problemOf(here, fits)).toBeNull();
    expect(problemOf(here, tooMuch)).toContain(what);
  });

  test("are counted once where both have them, and by the card that an id stands for", () => {
    const here = unknown(80);
    expect(problemOf(here, here)).toBeNull();
    const former = "deck/old/forward" as CardId;
    const two = [correction(30), correction(30, former)];
    expect(problemOf(unknown(1), two)).toBeNull();
    expect(problemOf(unknown(1), two, () => CARD)).toContain("moved");
  });

  test("are no more than what is here, however much that is, where the file brings nothing else", () => {
    const here = unknown(120);
    expect(problemOf(here, [])).toBeNull();
    expect(problemOf(here, here.slice(0, 5))).toBeNull();
    expect(problemOf(here, unknown(1))).toContain("events");
  });

  test("may be a whole backup where nothing is here", () => {
    expect(problemOf([], unknown(100))).toBeNull();
    expect(problemOf(unknown(1), unknown(99))).toContain("events");
  });
});
