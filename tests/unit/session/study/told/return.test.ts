import { describe, expect, test } from "vitest";
import { isOfKind } from "../../../../../src/core/log/event.ts";
import { CATCH_UP, PAUSE } from "../../../../../src/core/plan/away.ts";
import { DAY_MS } from "../../../../../src/core/time/study-day.ts";
import { readKnowledge } from "../../../../../src/session/cards/read-facts.ts";
import { readSheets } from "../../../../../src/session/progress/read-sheets.ts";
import { viewOf } from "../../../../../src/session/study/view-of.ts";
import { saveSetting } from "../../../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../../../src/store/settings/set-plan.ts";
import { applyAction, planAction } from "../../../../../src/store/writing/card-actions.ts";
import { maker } from "../../../../support/database/db-steps.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { shown, useSessions } from "../../../../support/session/sessions.ts";
import "../../../../support/gallery/browser-stub.ts";

const bench = useSessions();

/** Thirty cards that are known, and some that are new. */
async function learnt(): Promise<void> {
  await bench.install(deck(Array.from({ length: 40 }, (_, i) => content(`c${String(i).padStart(2, "0")}`, i))));
  await saveSetting(bench.db, "newPerDay", 8, () => maker(bench.nowMs));
  const study = await bench.begun();
  for (let day = 0; day < 4; day++) {
    for (let i = 0; i < 8 && shown(study); i++) await bench.answer(study, 4);
    bench.nowMs += DAY_MS;
    await study.refresh();
  }
}

describe("a return after an absence", () => {
  test("tells how long it was before the first card, plans portions, and moves no card", async () => {
    await learnt();
    const states = await bench.db.getAll("states");
    bench.nowMs += 40 * DAY_MS;
    const study = await bench.begun();
    const view = viewOf(study.state());
    expect(view).toMatchObject({ kind: "return", days: 40, begun: 32, due: 32, plan: { perDay: 20 } });
    if (view.kind !== "return") throw new Error("no return");
    expect(view.recalled).toBeGreaterThan(0);
    expect(view.recalled).toBeLessThan(32);
    expect(await bench.db.getAll("states")).toEqual(states);

    await study.comeBack(true);
    expect(study.state().queue?.left).toEqual({ learning: 0, review: 20, new: 0 });
    expect(await bench.db.getAll("states")).toEqual(states);
    // Once: the next page begins with a card.
    expect(viewOf((await bench.begun()).state()).kind).toBe("card");
    // When the plan's last day is over, new cards come again.
    const until = (view.plan?.untilDay ?? 0) - (study.state().today?.now.today ?? 0);
    bench.nowMs += (until + 1) * DAY_MS;
    expect((await bench.begun()).state().today?.plan?.catchUp).toBeNull();
  });

  test("says at the end of each day of the plan until when cards come in portions, and goes on at once without it", async () => {
    await learnt();
    bench.nowMs += 40 * DAY_MS;
    const study = await bench.begun();
    const told = viewOf(study.state());
    await study.comeBack(true);
    for (let i = 0; i < 20 && shown(study); i++) await bench.answer(study, 4);
    const clearedAtMs = told.kind === "return" ? told.clearedAtMs : null;
    expect(clearedAtMs).not.toBeNull();
    // Of the twelve that are left, and of those that come back tomorrow, no more than the portion.
    const { next } = study.state();
    expect(next?.cards).toBeGreaterThanOrEqual(12);
    expect(next?.cards).toBeLessThanOrEqual(20);
    expect(viewOf(study.state())).toMatchObject({ kind: "done", portions: { perDay: 20, untilMs: clearedAtMs } });
    await setPlan(bench.db, CATCH_UP, null, () => maker(bench.nowMs));
    await study.refresh();
    expect(study.state().queue?.left).toEqual({ learning: 0, review: 12, new: 8 });
    while (shown(study)) await bench.answer(study, 4);
    expect(viewOf(study.state())).toMatchObject({ kind: "done", portions: null });
  });

  test("goes on alike on another page that told the same: with the card that comes first under the plan", async () => {
    await learnt();
    bench.nowMs += 40 * DAY_MS;
    const [here, there] = [await bench.begun(), await bench.begun()];
    const plainly = shown(there);
    await here.comeBack(true);
    expect(shown(here)).not.toBe(plainly);
    await there.refresh();
    expect(viewOf(there.state()).kind).toBe("card");
    expect(shown(there)).toBe(shown(here));
  });

  test("without the plan goes on as before", async () => {
    await learnt();
    bench.nowMs += 40 * DAY_MS;
    const study = await bench.begun();
    await study.comeBack(false);
    expect(study.state().queue?.left).toEqual({ learning: 0, review: 32, new: 8 });
    expect((await bench.log()).filter((event) => isOfKind(event, "plan"))).toEqual([]);
  });

  test("counts what is known by facts, as the ring does, and what is due by cards", async () => {
    const cards = Array.from({ length: 16 }, (_, i) => content(`f${i}`, 2 * i));
    const backwards = cards.map((_, i) => content(`f${i}`, 2 * i + 1, { template: "reverse" }));
    await bench.install(deck([...cards, ...backwards]));
    await saveSetting(bench.db, "newPerDay", 32, () => maker(bench.nowMs));
    const study = await bench.begun();
    for (let day = 0; day < 6; day++) {
      for (let i = 0; i < 32 && shown(study); i++) await bench.answer(study, 4);
      bench.nowMs += DAY_MS;
      await study.refresh();
    }
    bench.nowMs += 40 * DAY_MS;
    const view = viewOf((await bench.begun()).state());
    expect(view).toMatchObject({ kind: "return", begun: 16, due: 32 });
    if (view.kind !== "return") throw new Error("no return");
    expect(view.recalled).toBeLessThanOrEqual(16);
  });

  test("says of facts what ring and report say of them, also of those that are not asked", async () => {
    await learnt();
    bench.nowMs += 200 * DAY_MS;
    const ids = (await bench.db.getAll("states")).flatMap(({ id, state }) => (state.memory ? [id] : []));
    const suspended = await planAction(bench.db, ids.slice(0, 5), { kind: "suspend" }, 0);
    await applyAction(bench.db, suspended, () => maker(bench.nowMs));
    const view = viewOf((await bench.begun()).state());
    if (view.kind !== "return") throw new Error("no return");
    const clock = {
      nowMs: () => bench.nowMs,
      offsetAt: () => 0,
      randomBytes: (count: number) => new Uint8Array(count),
    };
    const [ring] = (await readKnowledge(bench.db, clock)).decks;
    const [sheet] = (await readSheets(bench.db, clock, async () => [])).sheets;
    for (const known of [ring?.known, sheet?.deck.known]) {
      if (!known) throw new Error("nothing is known");
      const begun = known.facts - known.new;
      expect([view.begun, view.recalled, view.fading]).toEqual([begun, Math.round(known.expected), known.fading]);
    }
    expect(view.fading).toBeGreaterThan(0);
  });

  test("tells of facts that were begun and are asked no more, unless another of their cards is", async () => {
    await learnt();
    bench.nowMs += 40 * DAY_MS;
    const ids = (await bench.db.getAll("states")).flatMap(({ id, state }) => (state.memory ? [id] : []));
    const suspended = await planAction(bench.db, ids.slice(0, 5), { kind: "suspend" }, 0);
    await applyAction(bench.db, suspended, () => maker(bench.nowMs));
    expect(viewOf((await bench.begun()).state())).toMatchObject({ kind: "return", begun: 32, aside: 5 });
  });

  test("is not told after a week-end", async () => {
    await learnt();
    bench.nowMs += 2 * DAY_MS;
    expect(viewOf((await bench.begun()).state()).kind).toBe("card");
  });
});

test("a pause asks nothing until its day, and can be ended", async () => {
  await learnt();
  const study = await bench.begun();
  const { today } = study.state().today?.now ?? { today: 0 };
  await setPlan(bench.db, PAUSE, today + 5, () => maker(bench.nowMs));
  await study.refresh();
  expect(viewOf(study.state()).kind).toBe("paused");
  await study.endPause();
  expect(viewOf(study.state()).kind).toBe("card");
});
