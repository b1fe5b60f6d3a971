/** More new cards than the settings allow, for one day: asked for at its end, and taken back as an answer is. */
import { expect, test } from "vitest";
import { MORE_NEW } from "../../../../src/core/log/kinds/plan.ts";
import { makePlan } from "../../../../src/core/log/make-event.ts";
import { CATCH_UP, catchUpText } from "../../../../src/core/plan/away.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { plural, t } from "../../../../src/platform/i18n.ts";
import type { StudySession } from "../../../../src/session/study/study-session.ts";
import { viewOf } from "../../../../src/session/study/view-of.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { grade, maker, scheduler } from "../../../support/database/db-steps.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { shown, useSessions } from "../../../support/session/sessions.ts";
import "../../../support/gallery/browser-stub.ts";

const bench = useSessions();
const CARDS = 12;

/** All that a day asks is answered: three new cards. */
async function doneDay(newPerDay = 3, cards = CARDS): Promise<StudySession> {
  await bench.install(deck(Array.from({ length: cards }, (_, i) => content(`c${i}`, i))));
  await saveSetting(bench.db, "newPerDay", newPerDay, () => maker(bench.nowMs));
  const study = await bench.begun();
  while (shown(study)) await bench.answer(study, 4);
  return study;
}
const offered = (study: StudySession): number | null => {
  const view = viewOf(study.state());
  return view.kind === "done" ? view.moreNew : null;
};
const answers = (study: StudySession): number => study.state().today?.answered.length ?? 0;

test("as many as on other days come where they are asked for, and once more", async () => {
  const study = await doneDay();
  expect([answers(study), offered(study)]).toEqual([3, 3]);
  await study.moreNew(3);
  expect(study.state().queue?.left).toEqual({ learning: 0, review: 0, new: 3 });
  while (shown(study)) await bench.answer(study, 4);
  expect([answers(study), offered(study)]).toEqual([6, 3]);
  await study.moreNew(3);
  // Another page reads the same.
  expect((await bench.begun()).state().queue?.left.new).toBe(3);
  expect((await bench.log()).filter(({ kind }) => kind === "plan")).toHaveLength(2);
});

const today = (study: StudySession): number => study.state().today?.now.today ?? 0;
const values = async (): Promise<unknown[]> =>
  (await bench.log()).flatMap((event) =>
    "key" in event && "value" in event && event.key === MORE_NEW ? [event.value] : [],
  );
/** Sets it on another page, of which this one has not heard. */
const setElsewhere = async (study: StudySession, cards: number, atMs = bench.nowMs + 1): Promise<void> => {
  await setPlan(bench.db, MORE_NEW, `${cards} on ${today(study)}`, () => maker(atMs));
};

test("they come beside those that another page has let come meanwhile", async () => {
  const study = await doneDay();
  await setElsewhere(study, 8);
  await study.moreNew(3);
  expect(await values()).toEqual([8, 11].map((cards) => `${cards} on ${today(study)}`));
  expect(study.state().queue?.left.new).toBe(9);
});

test("they are as many where what was set before, on two other machines, is dated ahead", async () => {
  const study = await doneDay();
  // Neither has heard of the other: the second comes up where the first is replaced.
  const ahead = [4, 2].map((cards, i) =>
    makePlan(MORE_NEW, `${cards} on ${today(study)}`, null, maker(bench.nowMs + (2 - i) * DAY_MS)),
  );
  await merge(bench.db, ahead, scheduler);
  await study.moreNew(3);
  expect((await values()).slice(2)).toEqual([7, 7].map((cards) => `${cards} on ${today(study)}`));
  expect((await bench.begun()).state().today?.plan?.moreNew).toBe(7);
});

test("no more are offered or written than a day may have", async () => {
  const study = await doneDay(3, 210);
  await setElsewhere(study, 198);
  const begin = async (cards: number): Promise<void> => {
    const rows = (await bench.db.getAll("states")).filter(({ state }) => state.phase === "new");
    for (const row of rows.slice(0, cards)) await grade(bench.db, row, 4, bench.nowMs);
    await study.refresh();
  };
  await begin(198);
  expect(offered(study)).toBe(2);
  await study.moreNew(3);
  expect(study.state().queue?.left.new).toBe(2);
  await begin(2);
  expect(offered(study)).toBe(0);
  await study.moreNew(3);
  expect(await values()).toEqual([198, 200].map((cards) => `${cards} on ${today(study)}`));
});

test("they are for that day alone", async () => {
  const study = await doneDay();
  await study.moreNew(3);
  bench.nowMs += DAY_MS;
  await study.refresh();
  expect(study.state().queue?.left.new).toBe(3);
  while (shown(study)) await bench.answer(study, 4);
  expect(offered(study)).toBe(3);
});

test("Undo takes them back, before the answers that came before", async () => {
  const study = await doneDay();
  await study.moreNew(3);
  expect(shown(study)).not.toBeNull();
  await study.undo();
  expect([shown(study), answers(study), offered(study)]).toEqual([null, 3, 3]);
  expect(study.state().takenBack).toBe("event_plan_moreNew");
  await study.undo();
  expect(answers(study)).toBe(2);
});

test("Undo says of none that it was none, and of some what the button had said", async () => {
  const asking = await doneDay();
  bench.nowMs += 1000;
  await asking.moreNew(3);
  // In the settings, on the same machine.
  const device = (await bench.log()).at(-1)?.device;
  await setPlan(bench.db, MORE_NEW, null, () => maker(bench.nowMs + 1, device));
  const study = await bench.begun();
  await study.findUndo();
  await study.undo();
  expect(study.state().takenBack).toBe("event_plan_usualNew");
  await study.undo();
  expect(study.state().takenBack).toBe("event_plan_moreNew");
  expect(plural("doneMoreNew", 3)).toBe(`3 ${t("event_plan_moreNew").toLowerCase()}`);
});

test("none are offered where none are left", async () => {
  expect(offered(await doneDay(CARDS))).toBe(0);
});

test("none are offered where none are wanted a day, nor to who catches up", async () => {
  const study = await doneDay();
  const today = study.state().today?.now.today ?? 0;
  await saveSetting(bench.db, "newPerDay", 0, () => maker(bench.nowMs + 1));
  await study.refresh();
  expect(offered(study)).toBe(0);
  await saveSetting(bench.db, "newPerDay", 3, () => maker(bench.nowMs + 2));
  await study.refresh();
  expect(offered(study)).toBe(3);
  const plan = catchUpText({ perDay: 20, untilDay: today + 3 });
  await setPlan(bench.db, CATCH_UP, plan, () => maker(bench.nowMs + 3));
  await study.refresh();
  expect(offered(study)).toBe(0);
  await study.moreNew(3);
  expect((await bench.log()).some((event) => "key" in event && event.key === MORE_NEW)).toBe(false);
});
