import { expect, test } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import { viewOf } from "../../../../src/session/study/view-of.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { applyAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import { forward, maker } from "../../../support/database/db-steps.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";
import { useSessions } from "../../../support/session/sessions.ts";
import "../../../support/gallery/browser-stub.ts";

const bench = useSessions();
const chapter = (id: string, startsOff = false) => ({ id, title: `Chapter ${id}`, startsOff, offeredWhen: null });
const turn = (id: DeckId, one: string | null, on: boolean) =>
  setSwitch(bench.db, id, one, on, () => maker(bench.nowMs++));

test("what is switched off is said where nothing is left, but not what starts off", async () => {
  const cards = [content("a", 0, { chapter: "one" }), content("b", 1, { chapter: "two" })];
  const chapters = [chapter("one"), chapter("two"), chapter("three", true)];
  await bench.install(deck(cards, "1", { title: "Bones", chapters }));
  await turn(TEST_DECK, "one", false);
  const study = await bench.begun();
  await bench.answer(study, 4);
  expect(viewOf(study.state())).toMatchObject({ kind: "done", off: { titles: ["Chapter one"], all: false } });
  await turn(TEST_DECK, "two", false);
  await study.refresh();
  expect(viewOf(study.state())).toMatchObject({ kind: "done", off: { titles: ["Bones"], all: true } });
  await turn(TEST_DECK, "two", true);
  await turn(TEST_DECK, null, false);
  await study.refresh();
  expect(viewOf(study.state())).toMatchObject({ kind: "done", off: { titles: ["Bones"], all: true } });
});

test("where every card is suspended, nothing is said to be done, but how many wait to be called back", async () => {
  await bench.install(deck([content("a", 0), content("b", 1)]));
  const { now } = maker(bench.nowMs);
  const ids = [forward("a"), forward("b")];
  await applyAction(bench.db, await planAction(bench.db, ids, { kind: "suspend" }, now.today), () =>
    maker(bench.nowMs++),
  );
  const study = await bench.begun();
  await study.welcome(false);
  expect(viewOf(study.state())).toMatchObject({ kind: "done", next: null, suspended: 2, reviewedToday: 0 });
});

test("a card that was never asked is called new, until it is answered, and when it is made new again", async () => {
  await bench.install(deck([content("a", 0)]));
  const study = await bench.begun();
  const isNew = () => {
    const view = viewOf(study.state());
    return view.kind === "card" ? view.isNew : view.kind;
  };
  await study.welcome(false);
  expect(isNew()).toBe(true);
  await study.reveal();
  expect(isNew()).toBe(true);
  await study.grade(1);
  bench.nowMs += 10 * 60_000;
  await study.refresh();
  expect(isNew()).toBe(false);
  await study.undo();
  expect(isNew()).toBe(true);
});
