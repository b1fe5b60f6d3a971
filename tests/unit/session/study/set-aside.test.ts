import { describe, expect, test } from "vitest";
import { foldCard } from "../../../../src/core/log/fold.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { takenBackText } from "../../../../src/session/study/undo/undo-texts.ts";
import { forward, get, scheduler } from "../../../support/database/db-steps.ts";
import "../../../support/gallery/browser-stub.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { shown, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();
const begin = async () => {
  await bench.install(deck([content("a", 0), content("b", 1)]));
  return bench.begun();
};

describe("a card that is set aside", () => {
  test("until tomorrow comes then, as it was", async () => {
    const study = await begin();
    await study.setAside("bury");
    expect(shown(study)).toBe(forward("b"));
    await bench.answer(study, 4);
    expect(shown(study)).toBeNull();
    expect(study.state().next).toEqual({ atMs: Date.UTC(2026, 10, 24, 4), cards: 1 });
    bench.nowMs += DAY_MS;
    await study.refresh();
    expect(shown(study)).toBe(forward("a"));
    await bench.answer(study, 4);
    const row = await get(bench.db, forward("a"));
    expect(row.state.buriedUntil).toBeUndefined();
    expect(
      foldCard(
        (await bench.log()).filter(({ card }) => card === row.id),
        scheduler,
      ),
    ).toEqual(row.state);
  });

  test("is said to be, with the way back, until something else is done", async () => {
    const study = await begin();
    const said = () => takenBackText(study.state());
    expect(said()).toBeNull();
    await study.setAside("suspend");
    expect(said()).toBe("Suspended: that card is not asked any more. Undo brings it back.");
    await study.reveal();
    expect(said()).toContain("Suspended");
    await study.undo();
    expect(said()).toBe("Took back “Suspended”");
    await study.setAside("bury");
    expect(said()).toContain("comes tomorrow");
    await bench.answer(study, 4);
    expect(said()).toBeNull();
  });

  test("for good comes no more, also after an answer from elsewhere, and is called back by undo", async () => {
    const study = await begin();
    await study.setAside("suspend");
    expect(shown(study)).toBe(forward("b"));
    bench.nowMs += 3 * DAY_MS;
    const later = await bench.begun();
    expect(shown(later)).toBe(forward("b"));
    bench.nowMs -= 3 * DAY_MS;
    await study.undo();
    expect(shown(study)).toBe(forward("a"));
    expect((await get(bench.db, forward("a"))).state.suspended).toBeUndefined();
  });

  test("is found by the Undo of a page that was opened since, where nothing else was done today", async () => {
    await (await begin()).setAside("suspend");
    const later = await bench.begun();
    expect(later.state().canUndo).toBe(false);
    await later.findUndo();
    expect(later.state().canUndo).toBe(true);
    await later.undo();
    expect(shown(later)).toBe(forward("a"));
  });

  test("any number of actions of the day is taken back, the last one first, from the finished page too", async () => {
    const study = await begin();
    const before = await bench.db.getAll("states");
    await study.setAside("bury");
    await bench.answer(study, 4);
    expect(shown(study)).toBeNull();
    for (const card of ["b", "a"]) {
      await study.undo();
      expect(shown(study)).toBe(forward(card));
      expect(study.state().takenBack).toBe(card === "b" ? "event_review" : "event_bury");
    }
    expect(study.state().canUndo).toBe(false);
    const states = await bench.db.getAll("states");
    expect(states.map(({ id, state }) => ({ id, state }))).toEqual(before.map(({ id, state }) => ({ id, state })));
  });
});
