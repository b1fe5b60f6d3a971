/** The buttons of a study page show days that are chosen by how full they are, and the day that was shown is written. */
import { describe, expect, test, vi } from "vitest";
import type { CardId } from "../../../../src/core/ids.ts";
import type { DueEvent, ReviewEvent } from "../../../../src/core/log/kinds.ts";
import { makeDue } from "../../../../src/core/log/make-event.ts";
import { weekdayOf } from "../../../../src/core/memory/easy-days.ts";
import { EXAM } from "../../../../src/core/memory/exam.ts";
import { DAY_MS, type StudyDay } from "../../../../src/core/time/study-day.ts";
import type { StudySession } from "../../../../src/session/study/study-session.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { readSettings } from "../../../../src/store/settings/settings.ts";
import { readComing, readWanted } from "../../../../src/store/today/coming.ts";
import { append } from "../../../../src/store/writing/append.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import { at, forward, get, grade, maker, scheduler } from "../../../support/database/db-steps.ts";
import { content, deck, fact, TEST_DECK } from "../../../support/samples/cards.ts";
import { refuse, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();
const START = Date.UTC(2026, 10, 23, 9);

const days = (study: StudySession): readonly (number | undefined)[] =>
  (study.state().shown?.outcomes ?? []).map(({ wait }) => (wait.unit === "days" ? wait.count : undefined));

const move = async (id: CardId, day: StudyDay) => {
  const by = () => maker(START);
  return append<DueEvent>(bench.db, await get(bench.db, id), scheduler, by, (row) => makeDue(row, day, by()));
};

/** `asked` is due and the only card that is; the others are in review, on days that a test gives them. */
async function begin(others: number, dayOf: (i: number, today: StudyDay) => StudyDay, more = {}) {
  const names = Array.from({ length: others }, (_, i) => `other-${i}`);
  const cards = [content("asked", 0), ...names.map((name, i) => content(name, i + 1, more))];
  const chapters = ["chapter", "off"].map((id) => ({ id, title: id, startsOff: false, offeredWhen: null }));
  await bench.install(deck(cards, "1", { chapters }));
  for (const name of ["asked", ...names])
    await grade(bench.db, await get(bench.db, forward(name)), 4, START - 20 * DAY_MS);
  bench.nowMs = START;
  const { today } = at(START);
  await move(forward("asked"), today);
  for (const [i, name] of names.entries()) await move(forward(name), dayOf(i, today));
  return today;
}

const revealed = async (): Promise<StudySession> => {
  const study = await bench.begun();
  await study.reveal();
  return study;
};

describe("the day of a card", () => {
  test("is one with few cards, is what the button shows, and is what the log keeps", async () => {
    const today = await begin(120, (i, day) => day + 1 + (i % 60));
    const [range] = scheduler.balancedRanges((await get(bench.db, forward("asked"))).state, at(START), null);
    const free = (range?.shortest ?? 0) + 1;
    for (const { id, state } of await bench.db.getAll("states"))
      if (state.dueDay === today + free) await move(id, today + 100);
    const study = await revealed();
    expect(days(study)).toContain(free);
    const promised = days(study)[1] ?? 0;
    await study.grade(2);
    const last = (await bench.log()).at(-1) as ReviewEvent;
    expect(last.next).toEqual({ dueDay: today + promised, dueAtMs: null });
    expect((await get(bench.db, forward("asked"))).state.dueDay).toBe(today + promised);
  });

  test("does not depend on cards of a chapter that is off", async () => {
    const today = await begin(60, (i, day) => day + 1 + i, { chapter: "off" });
    const read = async () => {
      const wanted = await readWanted(bench.db, at(START), await readSettings(bench.db));
      return readComing(bench.db, wanted, await get(bench.db, forward("asked")), scheduler);
    };
    const ranges = scheduler.balancedRanges((await get(bench.db, forward("asked"))).state, at(START), null);
    const counted = async () => {
      const { load } = await read();
      return ranges.reduce((sum, { shortest }) => sum + (load?.dueOn(today + shortest) ?? 0), 0);
    };
    expect(await counted()).toBe(ranges.length);
    await setSwitch(bench.db, TEST_DECK, "off", false, () => maker(START));
    expect(await counted()).toBe(0);
  });

  test("is counted from the day on which the answer will stand, which for a traveller is tomorrow", async () => {
    const today = await begin(60, (i, day) => day + 1 + i);
    const wanted = await readWanted(bench.db, at(START), await readSettings(bench.db));
    const card = await get(bench.db, forward("asked"));
    const ahead = { ...card, state: { ...card.state, lastDay: today + 1 } };
    const [range] = scheduler.balancedRanges(ahead.state, at(START), null);
    const { load } = await readComing(bench.db, wanted, ahead, scheduler);
    expect(load?.dueOn(today + 1 + (range?.longest ?? 0))).toBe(1);
  });

  test("costs no row of the cards that are counted, however many there are", async () => {
    await begin(150, (i, today) => today + 1 + (i % 50));
    const wanted = await readWanted(bench.db, at(START), await readSettings(bench.db));
    const card = await get(bench.db, forward("asked"));
    const { read } = await countRows(() => readComing(bench.db, wanted, card, scheduler));
    expect(read).toBeLessThan(5);
  });

  test("keeps away from that of a sibling in review, which is found by its fact", async () => {
    const today = await begin(2, (i, day) => day + 30 + i, { fact: fact("asked") });
    const wanted = await readWanted(bench.db, at(START), await readSettings(bench.db));
    const { load } = await readComing(bench.db, wanted, await get(bench.db, forward("asked")), scheduler);
    expect([29, 30, 31, 32].map((days) => load?.siblingsOn(today + days))).toEqual([0, 1, 1, 0]);
  });

  test("falls on no day that is to stay free, where there is another", async () => {
    const today = await begin(80, (i, day) => day + 1 + (i % 80));
    const seen: number[] = [];
    for (const easy of Array.from({ length: 7 }, (_, free) =>
      "nnnnnnn".replace(/n/g, (n, i) => (i === free ? "0" : n)),
    )) {
      await saveSetting(bench.db, "easyDays", easy, () => maker(START));
      const study = await revealed();
      for (const wait of days(study).slice(1)) {
        const weekday = weekdayOf(today + (wait ?? 0));
        if (easy[weekday] === "0") seen.push(weekday);
      }
    }
    expect(seen.length).toBeLessThanOrEqual(1);
  });

  test("is left to chance where the load cannot be read", async () => {
    await begin(0, () => 0);
    const spy = vi.spyOn(console, "error").mockImplementation(() => {});
    const study = await bench.begun();
    const transaction = refuse(new DOMException("The disk cannot be read.", "UnknownError"), ["readonly"]);
    await study.reveal();
    transaction.mockRestore();
    expect(study.state().shown?.revealed).toBe(true);
    expect(days(study)[2]).toBeGreaterThan(1);
    expect(spy).toHaveBeenCalled();
  });
});

describe("an exam", () => {
  test("keeps every button before its day, moves no other card, and falls away after it", async () => {
    const today = await begin(3, (i, day) => day + 40 + i);
    const dues = async () => (await bench.db.getAll("states")).map(({ state }) => state.dueDay);
    const before = await dues();
    const usual = days(await revealed());
    expect(Math.max(...usual.map((wait) => wait ?? 0))).toBeGreaterThan(39);
    await setPlan(bench.db, EXAM, today + 40, () => maker(START));
    expect(await dues()).toEqual(before);
    const study = await revealed();
    const [, hard = 0, good = 0, easy = 0] = days(study);
    expect(easy).toBeLessThanOrEqual(39);
    expect([hard, good, easy]).toEqual([hard, good, easy].toSorted((a, b) => a - b));
    await study.grade(4);
    expect((await get(bench.db, forward("asked"))).state.dueDay).toBe(today + easy);
    await study.undo();
    // The day after it.
    bench.nowMs = START + 41 * DAY_MS;
    expect((await bench.begun()).state().today?.exam).toBeNull();
  });
});
