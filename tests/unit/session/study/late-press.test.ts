/** What is done for a press may begin later than the press: it is meant for what was in front then. */
import { describe, expect, test, vi } from "vitest";
import type { StudySession } from "../../../../src/session/study/study-session.ts";
import { forward, get, grade } from "../../../support/database/db-steps.ts";
import { content, deck, factOf } from "../../../support/samples/cards.ts";
import { noticeOf, shown, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();
const NAMES = ["a", "b", "c"];
const CARDS = NAMES.map((name, i) => content(name, i));
/** Each fact is read once before its first question. */
const MET_FIRST = { facts: NAMES.map((name) => factOf(name, { metFirst: true })) };

/** The first card is answered on another page between a press and the loading of what it needs. */
async function pressedBefore(press: (study: StudySession) => Promise<unknown>): Promise<StudySession> {
  let load = (): void => {};
  const loading = new Promise<void>((resolve) => {
    load = resolve;
  });
  const study = bench.session(async () => {
    await loading;
    return import("../../../../src/session/study/study-actions.ts");
  });
  await study.refresh();
  expect(shown(study)).toBe(forward("a"));
  const pressed = press(study);
  await grade(bench.db, await get(bench.db, forward("a")), 4, bench.nowMs);
  await study.refresh();
  expect(shown(study)).toBe(forward("b"));
  load();
  await pressed;
  return study;
}

const written = async () => (await bench.log()).filter(({ kind }) => kind !== "review");

describe("a press before what it needs was loaded falls on no other card", () => {
  test.each<[string, (study: StudySession) => Promise<unknown>]>([
    ["suspend", (study) => study.setAside("suspend")],
    ["bury", (study) => study.setAside("bury")],
    ["mark", (study) => study.mark()],
  ])("%s", async (_, press) => {
    await bench.install(deck(CARDS));
    const study = await pressedBefore(press);
    expect(await written()).toEqual([]);
    // The page is not stuck with it: the same press counts for the card that is in front now.
    expect(study.state().busy).toBe(false);
    await press(study);
    expect(await written()).toHaveLength(1);
  });

  test("going on from a fact: the next one was read by nobody", async () => {
    await bench.install(deck(CARDS, "1", MET_FIRST));
    const study = await pressedBefore((one) => one.acknowledge());
    expect(await written()).toEqual([]);
    expect(noticeOf(study)?.key).toBe(CARDS[1]?.fact);
    await study.acknowledge();
    expect(await written()).toMatchObject([{ kind: "met", fact: CARDS[1]?.fact }]);
  });
});

test("the answer of a card that made way is not shown on the next", async () => {
  await bench.install(deck(CARDS));
  const study = await bench.begun();
  expect(await study.reveal(undefined, forward("b"))).toBe(false);
  expect(study.state().shown?.revealed).toBe(false);
  expect(await study.reveal(undefined, forward("a"))).toBe(true);
  expect(study.state().shown?.revealed).toBe(true);
});

test("the answer is shown also while something is writing at length to what is read for it", async () => {
  const mixUps = [{ contrast: forward("b"), thing: "this", other: ["that"] }];
  await bench.install(deck([content("a", 0, { mixUps }), content("b", 1)]));
  const study = await bench.begun();
  await study.prepare();
  const { store, done } = bench.db.transaction("states", "readwrite");
  let isOver = false;
  const writing = (async () => {
    while (!isOver) await store.get(forward("b"));
    await done;
  })();
  const revealing = study.reveal("that");
  try {
    await vi.waitFor(() => expect(study.state().shown?.revealed).toBe(true), { interval: 1, timeout: 10_000 });
    expect(study.state().shown?.outcomes).toHaveLength(4);
  } finally {
    isOver = true;
    await writing;
    await revealing;
  }
}, 20_000);
