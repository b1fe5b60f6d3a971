/** Days that many cards were given, where some of their rows cannot be read just when they are put back. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { EXAM } from "../../../src/core/memory/exam.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { canPutBack, NEW_DAYS, readGivenDays } from "../../../src/store/writing/given-days.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { BEFORE_EXAM } from "../../../src/worker/look-at-days.ts";
import { takeBackRescheduling } from "../../../src/worker/put-days-back.ts";
import { reschedule } from "../../../src/worker/reschedule.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import { at, forward, get, grade, maker, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { content, deck } from "../../support/samples/cards.ts";

const quietly = (): void => {};
const NAMES = ["a", "b", "c", "d"];
const CARDS = NAMES.length;
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
  for (const name of NAMES)
    for (const days of [60, 1]) await grade(db, await get(db, forward(name)), 4, NOW - days * DAY_MS);
  await setPlan(db, EXAM, at(NOW).today + 30, () => maker(NOW - 1000));
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const dues = () => Promise.all(NAMES.map(async (name) => (await get(db, forward(name))).state.dueDay));
const kept = () => readGivenDays(db, NEW_DAYS.beforeExam);
const isOffered = async () => canPutBack(db, await kept());
const give = () => reschedule(db, quietly, BEFORE_EXAM);
/** @param most rows of a step */
const putBack = (most?: number) => takeBackRescheduling(db, quietly, BEFORE_EXAM, most);
const given = async () => (await wholeLog(db)).filter((event) => isOfKind(event, "due"));

/** What the row holds cannot be read from now on, until it is merged from a copy. */
async function spoil(...events: readonly Envelope[]): Promise<void> {
  for (const { id } of events) {
    const place = (await db.getKeyFromIndex("events", "id", id)) ?? 0;
    await db.put("events", { ...(await db.get("events", place)), ...UNREADABLE } as never, place);
  }
  breakRows();
}

test.each([1, 3, 200])(
  "days that cannot be read keep their way back, and are put back once they are mended (steps of %i)",
  async (most) => {
    const before = await dues();
    await give();
    const [first, second, , last] = await given();
    const lost = [first, second, last].filter((event) => event !== undefined);
    await spoil(...lost);
    for (const _ of ["once", "again"]) {
      expect(await putBack(most)).toMatchObject({ end: "begun" });
      expect(await kept()).toMatchObject({ begun: "unreadable", given: CARDS, putBack: 1 });
      expect(await isOffered()).toBe(false);
    }
    await merge(db, lost, scheduler);
    expect(await isOffered()).toBe(true);
    expect(await putBack(most)).toMatchObject({ end: "whole" });
    expect(await isOffered()).toBe(false);
    expect(await dues()).toEqual(before);
    const undone = (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
    expect([undone.length, new Set(undone).size]).toEqual([CARDS, CARDS]);
  },
);

test("a card is told of once, however much of it cannot be read", async () => {
  await grade(db, await get(db, forward("d")), 3, NOW + 400 * DAY_MS, OTHER_DEVICE);
  const before = await dues();
  await give();
  const lost = (await wholeLog(db)).filter(
    (event) => event.card === forward("d") && ["due", "clock-correction"].includes(event.kind),
  );
  expect(lost).toHaveLength(2);
  await spoil(...lost);
  expect(await putBack(1)).toMatchObject({ end: "begun" });
  expect(await kept()).toMatchObject({ begun: "unreadable", given: CARDS, putBack: CARDS - 1 });
  await merge(db, lost, scheduler);
  expect(await putBack(1)).toMatchObject({ end: "whole" });
  expect(await isOffered()).toBe(false);
  expect(await dues()).toEqual(before);
});

test("a row that is no event keeps its way back as well", async () => {
  await give();
  const [first] = await given();
  if (!first) throw new Error("no day was given");
  const place = (await db.getKeyFromIndex("events", "id", first.id)) ?? 0;
  await db.put("events", { id: first.id, card: first.card } as never, place);
  expect(await putBack()).toMatchObject({ end: "begun" });
  expect(await isOffered()).toBe(false);
});

test("where some of them are mended, those are put back, and the others are told of again", async () => {
  const before = await dues();
  await give();
  const lost = (await given()).slice(1, 3);
  await spoil(...lost);
  await putBack();
  await merge(db, lost.slice(1), scheduler);
  expect(await isOffered()).toBe(true);
  expect(await putBack(1)).toMatchObject({ end: "begun" });
  expect(await isOffered()).toBe(false);
  expect(await kept()).toMatchObject({ begun: "unreadable", given: CARDS, putBack: CARDS - 1 });
  await merge(db, lost, scheduler);
  await putBack();
  expect(await dues()).toEqual(before);
});

test("what is mended before the rest is put back goes with it, where putting back was ended on the way", async () => {
  const before = await dues();
  await give();
  const lost = (await given()).slice(-1);
  await spoil(...lost);
  let told = 0;
  const sign = (): void => {
    // When the first step is written, which cannot read its row.
    if (told++ === 1) throw new Error("the page was closed");
  };
  await expect(takeBackRescheduling(db, sign, BEFORE_EXAM, 1)).rejects.toThrow("the page was closed");
  expect(await kept()).toMatchObject({ begun: "puttingBack", putBack: 0 });
  await merge(db, lost, scheduler);
  expect(await putBack(1)).toMatchObject({ end: "whole" });
  expect(await dues()).toEqual(before);
});

test("where a row is there no more, whoever puts the days back comes to an end", async () => {
  await give();
  const lost = (await given()).slice(1, 2);
  await spoil(...lost);
  await putBack();
  await db.delete("events", (await kept())?.unreadable[0]?.from ?? 0);
  expect(await isOffered()).toBe(true);
  expect(await putBack()).toMatchObject({ end: "whole" });
  expect(await kept()).toBeNull();
});

test("days that were not put back to their end can be, whatever can be read of them", async () => {
  await give();
  await spoil(...(await given()));
  expect(await isOffered()).toBe(true);
});

test("days that are given before they are mended are put back together with them", async () => {
  const before = await dues();
  await give();
  const lost = (await given()).slice(1, 2);
  await spoil(...lost);
  await putBack();
  await give();
  await merge(db, lost, scheduler);
  expect(await putBack(1)).toMatchObject({ end: "whole" });
  expect(await isOffered()).toBe(false);
  expect(await dues()).toEqual(before);
});

test("an answer that cannot be read just then keeps the correction that it stands on", async () => {
  const ofD = async () => get(db, forward("d"));
  // A machine whose clock is ahead.
  await grade(db, await ofD(), 3, NOW + 400 * DAY_MS, OTHER_DEVICE);
  await give();
  const answer = await grade(db, await ofD(), 3, NOW + 60_000);
  if (!answer) throw new Error("not written");
  const promised = (await ofD()).state.dueDay;
  await spoil(answer.event);
  await putBack();
  await merge(db, [answer.event], scheduler);
  expect((await ofD()).state.dueDay).toBe(promised);
});

test.each([1, 3, 200])(
  "a day that cannot be read stays with the correction that it stands on, which goes with it (steps of %i)",
  async (most) => {
    await grade(db, await get(db, forward("d")), 3, NOW + 400 * DAY_MS, OTHER_DEVICE);
    const before = await dues();
    await give();
    const after = (await get(db, forward("d"))).state;
    const lost = (await given()).filter(({ card }) => card === forward("d"));
    await spoil(...lost);
    for (const _ of ["once", "again"]) {
      expect(await putBack(most)).toMatchObject({ end: "begun" });
      expect((await get(db, forward("d"))).state).toEqual(after);
      expect(await kept()).toMatchObject({ begun: "unreadable", given: CARDS, putBack: CARDS - 1 });
      expect(await isOffered()).toBe(false);
    }
    await merge(db, lost, scheduler);
    expect(await isOffered()).toBe(true);
    expect(await putBack(most)).toMatchObject({ end: "whole" });
    expect(await dues()).toEqual(before);
  },
);
