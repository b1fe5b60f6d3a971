import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CATCH_UP, catchUpText } from "../../../../src/core/plan/away.ts";
import { catchUpWith } from "../../../../src/core/plan/portions.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { systemClock } from "../../../../src/platform/clock.ts";
import { makerNow } from "../../../../src/session/options/base.ts";
import { type PlansControl, plansControl } from "../../../../src/session/options/plans.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { deleteDatabase, grade, scheduler } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import "../../../support/gallery/browser-stub.ts";

let under: BaseUnderTest;
let control: PlansControl;

beforeEach(async () => {
  under = await optionsUnderTest();
  control = plansControl(under.base);
  await vi.waitFor(() => expect(control.current().bounds).not.toBeNull(), { interval: 1 });
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
});

const settled = (): Promise<void> => vi.waitFor(() => expect(control.current().busy).toBe(false), { interval: 1 });

test("a pause is saved, announced, read again and ended", async () => {
  const untilDay = (control.current().bounds?.first ?? 0) + 6;
  control.onPause(untilDay);
  await settled();
  expect(control.current()).toMatchObject({ pause: { untilDay }, error: null });
  const again = plansControl(under.base);
  await vi.waitFor(() => expect(again.current().pause).toEqual({ untilDay }), { interval: 1 });
  again.onPause(null);
  await vi.waitFor(() => expect(again.current().pause).toBeNull(), { interval: 1 });
  expect(under.announce).toHaveBeenCalledTimes(2);
  expect((await wholeLog(under.db)).length).toBe(2);
});

test("what was said of a number goes where the page refuses the next one", async () => {
  control.onMoreNew(5);
  await settled();
  expect(control.current().said).toBe("more new");
  control.onRefused();
  expect(control.current()).toMatchObject({ said: null, error: null, moreNew: 5 });
  await control.reload();
  expect(control.current().said).toBeNull();
});

test("more new cards are let come today, and none again", async () => {
  control.onMoreNew(5);
  await settled();
  expect(control.current()).toMatchObject({ moreNew: 5, error: null });
  const today = await readToday(under.db, systemClock.nowMs(), systemClock.offsetAt);
  expect(today.plan?.moreNew).toBe(5);
  control.onMoreNew(0);
  await settled();
  expect(control.current().moreNew).toBe(0);
  expect(under.announce).toHaveBeenCalledTimes(2);
  control.onMoreNew(0);
  await settled();
  const values = (await wholeLog(under.db)).flatMap((event) => ("value" in event ? [event.value] : []));
  expect(values).toEqual([`5 on ${today.now.today}`, null]);
});

test("what cannot be saved is told of by what it is", async () => {
  const repeat = () => Promise.reject(new Error("no room"));
  const failing = plansControl({ ...under.base, repeat, sentenceOf: async (what) => what });
  for (const [what, press] of [
    ["saving a pause", () => failing.onPause(null)],
    ["ending the portions", () => failing.onEndCatchUp()],
    ["letting more new cards come", () => failing.onMoreNew(2)],
    ["changing the portions", () => failing.onPortion(20)],
  ] as const) {
    press();
    await vi.waitFor(() => expect(failing.current()).toMatchObject({ error: what, busy: false }), { interval: 1 });
  }
});

describe("portions after an absence", () => {
  const take = async () => {
    const plan = { perDay: 50, untilDay: (control.current().bounds?.first ?? 0) + 2 };
    await setPlan(under.db, CATCH_UP, catchUpText(plan), await makerNow(under.base));
    return plan;
  };

  test("are read, ended by an event, announced, and told as ended until they are planned anew", async () => {
    expect(control.current()).toMatchObject({ catchUp: null, said: null });
    const plan = await take();
    await control.reload();
    expect(control.current().catchUp).toEqual(plan);
    control.onEndCatchUp();
    await settled();
    expect(control.current()).toMatchObject({ catchUp: null, said: "ended", error: null });
    expect(under.announce).toHaveBeenCalledTimes(1);
    const last = (await wholeLog(under.db)).at(-1);
    expect(last).toMatchObject({ kind: "plan", key: "catch-up", value: null });
    await take();
    await control.reload();
    expect(control.current()).toMatchObject({ catchUp: plan, said: null });
  });

  test("are changed to another size, until the day on which they are over then, and never to a size that clears nothing", async () => {
    const { today } = (await makerNow(under.base))().now;
    const cards = Array.from({ length: 90 }, (_, i) => content(`f${i}`, i));
    await installDeck(under.db, deck(cards), scheduler, Date.now());
    const rows = await under.db.getAll("states");
    const long = Date.now() - 60 * DAY_MS;
    for (const row of rows) await grade(under.db, row, 4, long);
    await take();
    await control.reload();
    control.onPortion(30);
    await settled();
    const { catchUp } = control.current();
    expect(control.current()).toMatchObject({ said: "changed", error: null, catchUp: { perDay: 30 } });
    expect((catchUp?.untilDay ?? 0) - today).toBeGreaterThanOrEqual(2);
    expect((catchUp?.untilDay ?? 0) - today).toBeLessThan(9);
    control.onPortion(1);
    await settled();
    expect(control.current()).toMatchObject({ catchUp, said: null });
    expect(control.current().error).toMatch(/longer than 60 days/);
    // What another page makes of it is no longer what was said here.
    control.onPortion(40);
    await settled();
    await take();
    await control.reload();
    expect(control.current().said).toBeNull();
  });

  test("say before they are changed what another size would have to clear, which is what it then becomes", async () => {
    await installDeck(under.db, deck(Array.from({ length: 90 }, (_, i) => content(`f${i}`, i))), scheduler, Date.now());
    for (const row of await under.db.getAll("states")) await grade(under.db, row, 4, Date.now() - 60 * DAY_MS);
    await control.reload();
    control.onThinkOfPortions();
    // Nobody catches up.
    await control.reload();
    expect(control.current().backlog).toBeNull();
    await take();
    await control.reload();
    expect(control.current().backlog).toBeNull();
    control.onThinkOfPortions();
    const looked = () => vi.waitFor(() => expect(control.current().backlog).not.toBeNull(), { interval: 1 });
    await looked();
    for (const perDay of [30, 17]) {
      const { backlog } = control.current();
      const foretold = backlog && catchUpWith(backlog, perDay);
      expect(foretold).not.toBeNull();
      control.onPortion(perDay);
      await settled();
      expect(control.current().catchUp).toEqual(foretold);
    }
    // Others have answered since.
    const { due } = control.current().backlog ?? { due: 0 };
    for (const row of (await under.db.getAll("states")).slice(0, 5)) await grade(under.db, row, 4, Date.now());
    await control.reload();
    expect(control.current().backlog).toMatchObject({ due: due - 5, done: 5 });
  });

  test("changed once today's portion was done are over when all that was left then has come", async () => {
    const { today } = (await makerNow(under.base))().now;
    await installDeck(under.db, deck(Array.from({ length: 90 }, (_, i) => content(`f${i}`, i))), scheduler, Date.now());
    for (const row of await under.db.getAll("states")) await grade(under.db, row, 4, Date.now() - 60 * DAY_MS);
    await setPlan(under.db, CATCH_UP, catchUpText({ perDay: 40, untilDay: today + 3 }), await makerNow(under.base));
    const rows = await under.db.getAll("states");
    for (const row of rows.slice(0, 40)) await grade(under.db, row, 4, Date.now());
    control.onPortion(30);
    await settled();
    // Of the 50 that are left none comes today, 30 come tomorrow, and 20 on the day after.
    expect(control.current().catchUp).toEqual({ perDay: 30, untilDay: today + 2 });
  });

  test("are left alone by a pause that is set and ended", async () => {
    const plan = await take();
    control.onPause(plan.untilDay + 5);
    await settled();
    expect(control.current()).toMatchObject({ pause: { untilDay: plan.untilDay + 5 }, catchUp: plan });
    control.onPause(null);
    await settled();
    expect(control.current()).toMatchObject({ pause: null, catchUp: plan, said: null });
  });
});
