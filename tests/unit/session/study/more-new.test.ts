/** More new cards than the settings allow, for one day: asked for at its end, and taken back as an answer is. */
import { expect, test } from "vitest";
import { MORE_NEW } from "../../../../src/core/log/kinds/plan.ts";
import { CATCH_UP, catchUpText } from "../../../../src/core/plan/away.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { StudySession } from "../../../../src/session/study/study-session.ts";
import { viewOf } from "../../../../src/session/study/view-of.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { maker } from "../../../support/database/db-steps.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { shown, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();
const CARDS = 12;

/** All that a day asks is answered: three new cards. */
async function doneDay(newPerDay = 3): Promise<StudySession> {
  await bench.install(deck(Array.from({ length: CARDS }, (_, i) => content(`c${i}`, i))));
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
