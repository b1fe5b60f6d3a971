/** Events of the first version in their present form: none lost, none that counts otherwise, the same wherever it is done. */
import { describe, expect, test } from "vitest";
import { decodeEvent, eventsAmong } from "../../../../src/core/log/decode.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { countedReviews, foldCard } from "../../../../src/core/log/fold.ts";
import { heldRegisters } from "../../../../src/core/log/register.ts";
import { eventsOfVersion1, NO_DEVICE } from "../../../../src/core/log/version-1.ts";
import { inIdOrder } from "../../../../src/core/text-order.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import dump from "../../../fixtures/dumps/version-1.json" with { type: "json" };
import { scheduler } from "../../../support/database/db-steps.ts";

const SETTINGS = Object.fromEntries(dump.stores.settings.map(({ key, value }) => [key, value]));

/** A row of version 1, with an id that names its time. */
const row = (kind: string, n: number, atMs: number, studyDay: number, more: object) => ({
  kind,
  id: `${atMs.toString(36).padStart(9, "0")}-${String(n).padStart(16, "0")}`,
  card: "fgf23-maker/forward",
  atMs,
  offsetMinutes: 60,
  studyDay,
  ...more,
});
const review = (n: number, atMs: number, studyDay: number, dueDay: number) =>
  row("review", n, atMs, studyDay, {
    rating: 3,
    phase: "review",
    factRevision: 1,
    durationMs: 1,
    surface: "popup",
    next: { dueDay, dueAtMs: null },
  });

describe("the dump of version 1", () => {
  const events = eventsOfVersion1(dump.stores.events, SETTINGS);

  test("is events, every one, with the reviews, undos and notices that it had", () => {
    expect(events.map(decodeEvent).filter((decoded) => "problem" in decoded)).toEqual([]);
    const count = (rows: readonly { readonly kind: string }[], wanted: string): number =>
      rows.filter(({ kind }) => kind === wanted).length;
    const found = eventsAmong(events);
    for (const kind of ["review", "undo", "seen"]) expect(count(found, kind)).toBe(count(dump.stores.events, kind));
    expect(count(found, "setting")).toBe(dump.stores.settings.length);
  });

  test("keeps each review as it was, under its card in the one deck there was", () => {
    const byId = new Map(eventsAmong(events).map((event) => [event.id as string, event]));
    for (const old of dump.stores.events.filter(({ kind }) => kind === "review")) {
      expect(byId.get(old.id)).toEqual({ ...old, card: `bone-hormones/${old.card}`, device: NO_DEVICE });
    }
  });

  test("folds to what its cards were", () => {
    for (const { id, snapshot } of dump.stores.cards) {
      const own = eventsAmong(events).filter(({ card }) => card === `bone-hormones/${id}`);
      // Notices no longer date a card, and what happened on the last day is new.
      const { lastEventAtMs: _, ...expected } = snapshot;
      expect(foldCard(own, scheduler)).toMatchObject(expected);
    }
  });

  test("has its settings and what was seen in registers", () => {
    const held = heldRegisters(eventsAmong(events));
    expect(held.get("setting/newPerDay")?.value).toBe(5);
    expect([...held.keys()].filter((name) => name.startsWith("seen/")).sort()).toEqual(
      dump.stores.events
        .flatMap(({ subject }) =>
          subject === undefined ? [] : [`seen/term/bone-hormones/${subject.slice("term:".length)}`],
        )
        .sort(),
    );
  });

  test("is the same whatever order its rows come in", () => {
    const turned = eventsOfVersion1(dump.stores.events.toReversed(), SETTINGS);
    expect(eventsAmong(turned).sort(inIdOrder)).toEqual(eventsAmong(events).sort(inIdOrder));
  });
});

describe("a clock that ran ahead by ten years, and was put right", () => {
  const DAY = 20_000;
  const AHEAD = 3650;
  const noon = (day: number): number => day * DAY_MS + DAY_MS / 2;
  const right = review(1, noon(DAY - 30), DAY - 30, DAY - 20);
  const wrong = review(2, noon(DAY + AHEAD), DAY + AHEAD, DAY + AHEAD + 30);
  // Times of a card only went forward, so that all that came after was stamped in that far year as well.
  const redate = row("redate", 3, noon(DAY + AHEAD) + 1, DAY, {
    afterDay: DAY,
    shiftDays: AHEAD,
    newest: wrong.id,
    next: { dueDay: DAY + 25, dueAtMs: null },
  });
  const after = review(4, noon(DAY + AHEAD) + 2, DAY + 26, DAY + 60);
  const undone = review(5, noon(DAY + AHEAD) + 3, DAY + 61, DAY + 90);
  const undo = row("undo", 6, noon(DAY + AHEAD) + 4, DAY + 61, { undoes: undone.id });
  const rows = [right, wrong, redate, after, undone, undo];
  const events = eventsAmong(eventsOfVersion1(rows, {}));

  test("is events, every one", () => expect(events).toHaveLength(rows.length));

  test("its reviews count on the days on which they were made, in that order", () => {
    expect(countedReviews(events).map(({ studyDay, next }) => [studyDay, next.dueDay])).toEqual([
      [DAY - 30, DAY - 20],
      [DAY, DAY + 25],
      [DAY + 26, DAY + 60],
    ]);
  });

  test("a review that is made since then comes after them, and the card goes on from it", () => {
    const state = foldCard(events, scheduler);
    expect(state).toMatchObject({ dueDay: DAY + 60, lastDay: DAY + 26, reviews: 3 });
    expect(state.lastEventAtMs).toBeLessThan(noon(DAY + 28));
    const next = { ...eventsAmong(eventsOfVersion1([review(9, noon(DAY + 70), DAY + 70, DAY + 200)], {}))[0] };
    expect(foldCard([next as Envelope, ...events], scheduler)).toMatchObject({ dueDay: DAY + 200, reviews: 4 });
  });

  test("is the same in an older backup and in the database", () => {
    const older = eventsAmong(eventsOfVersion1(rows.slice(0, 4), {}));
    expect(events).toEqual(expect.arrayContaining(older));
  });

  test("what came after it on the same day stays behind it", () => {
    const sameDay = review(4, noon(DAY + AHEAD) + 2 - DAY_MS / 3, DAY, DAY + 40);
    const early = { ...redate, ...row("redate", 3, noon(DAY + AHEAD) + 1 - DAY_MS / 3, DAY, {}) };
    const first = review(2, noon(DAY + AHEAD) - DAY_MS / 3, DAY + AHEAD, DAY + AHEAD + 30);
    const log = eventsAmong(eventsOfVersion1([first, { ...early, newest: first.id }, sameDay], {}));
    expect(countedReviews(log).map(({ next }) => next.dueDay)).toEqual([DAY + 25, DAY + 40]);
  });
});

test("settings that are none are left out; what is no event is for the decoder to find", () => {
  const settings = { newPerDay: 5, theme: "purple", rolloverHour: {}, unheardOf: 1 };
  expect(eventsOfVersion1([], settings)).toMatchObject([{ kind: "setting", key: "newPerDay", value: 5, atMs: 0 }]);
  const strange = [1, null, {}, { kind: "redate" }, { kind: "seen", id: 5 }, { kind: "undo", card: 7 }];
  expect(eventsAmong(eventsOfVersion1(strange, {}))).toEqual([]);
});
