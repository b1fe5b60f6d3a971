import { describe, expect, test } from "vitest";
import { plainText } from "../../../../src/core/deck/plain-text.ts";
import type { Wording } from "../../../../src/core/deck/wording.ts";
import { makeReview } from "../../../../src/core/log/make-event.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { StudySession } from "../../../../src/session/study/study-session.ts";
import { viewOf } from "../../../../src/session/study/view-of.ts";
import { setWording } from "../../../../src/store/settings/set-own.ts";
import { append } from "../../../../src/store/writing/append.ts";
import { forward, get, maker, scheduler } from "../../../support/database/db-steps.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { shown, text, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();
const OWN: Wording = { question: "Own?", answer: "Mine", note: null };
const begin = async () => {
  await bench.install(deck([content("a", 0), content("b", 1)]));
  return bench.begun();
};
const question = (study: StudySession): string => plainText(study.state().shown?.text.content.front ?? []);

describe("a wording of one's own", () => {
  test("is shown at once, also after the answer, and taken back by Undo", async () => {
    const study = await begin();
    await study.reveal();
    await study.saveWording(forward("a"), OWN);
    expect(question(study)).toBe("Own?");
    expect(study.state().shown).toMatchObject({ revealed: true, text: { own: { wording: OWN } } });
    expect(study.state()).toMatchObject({ canUndo: true, busy: false });
    await study.undo();
    expect(question(study)).toBe("What is a?");
    expect(study.state()).toMatchObject({ takenBack: "event_edit_given", canUndo: false, shown: { revealed: true } });
    expect(bench.writes).toBe(2);
  });

  test("changes neither the card's turn nor its grade", async () => {
    const study = await begin();
    await study.saveWording(forward("a"), OWN);
    expect(await bench.answer(study, 4)).toBe(forward("a"));
    expect(shown(study)).toBe(forward("b"));
    await study.undo();
    expect([shown(study), question(study)]).toEqual([forward("a"), "Own?"]);
    await study.undo();
    expect([shown(study), question(study)]).toEqual([forward("a"), "What is a?"]);
  });

  test("stands while the deck changes underneath, with the deck's words beside it", async () => {
    const study = await begin();
    await study.saveWording(forward("a"), OWN);
    await bench.install(deck([content("a", 0, { front: text("New?") }), content("b", 1)], "2"));
    await study.refresh();
    const later = await bench.begun();
    expect(question(later)).toBe("Own?");
    expect(plainText(later.state().shown?.text.deckContent.front ?? [])).toBe("New?");
    await later.saveWording(forward("a"), null);
    expect(question(later)).toBe("New?");
  });

  test("that was changed on another page is shown here, where the card is in front and the deck is the same", async () => {
    const study = await begin();
    await study.reveal();
    await setWording(bench.db, await get(bench.db, forward("a")), OWN, () => maker(bench.nowMs));
    await study.refresh();
    expect([question(study), study.state().shown?.revealed]).toEqual(["Own?", true]);
    await bench.install(deck([content("a", 0, { front: text("New?"), type: "choice", options: [] })], "2"));
    await study.refresh();
    expect(study.state().shown?.text.content.type).toBe("forward");
  });
});

test("a star is given and taken away, and Undo knows it from an answer", async () => {
  const study = await begin();
  const isMarked = () => study.state().shown?.text.own.isMarked;
  await study.mark();
  expect(isMarked()).toBe(true);
  await study.mark();
  expect(isMarked()).toBe(false);
  await study.undo();
  expect([isMarked(), study.state().takenBack]).toEqual([true, "event_mark_ended"]);
  await bench.answer(study, 4);
  await study.undo();
  expect([shown(study), isMarked(), study.state().takenBack]).toEqual([forward("a"), true, "event_review"]);
});

describe("a card that is forgotten again and again", () => {
  /** Forgotten so often, and due today. */
  async function forgotten(name: string, lapses: number): Promise<void> {
    const by = schedulerFor({ desiredRetention: 0.9, weights: "default" });
    let atMs = bench.nowMs - 900 * DAY_MS;
    for (let done = 0; done <= lapses; done++) {
      for (const rating of done === 0 ? ([4] as const) : ([1, 4, 4] as const)) {
        const card = await get(bench.db, forward(name));
        const now = maker(atMs).now;
        const outcome = by.outcomes(card.id, card.state, now).find((one) => one.rating === rating);
        if (!outcome) throw new Error("there is no such outcome");
        const answer = { rating, wait: outcome.wait, shownAtMs: atMs, surface: "newtab", factRevision: 1 };
        await append(
          bench.db,
          card,
          scheduler,
          () => maker(atMs),
          (row) => makeReview(row, answer, maker(atMs)),
        );
        atMs += rating === 1 ? 700_000 : 0;
        atMs += 2 * 60_000;
      }
      atMs += 30 * DAY_MS;
    }
    const { state } = await get(bench.db, forward(name));
    expect(state).toMatchObject({ lapses, phase: "review" });
    expect(state.dueDay).toBeLessThanOrEqual(Math.floor(bench.nowMs / DAY_MS));
  }
  const contrast = content("a", 2, {
    template: "contrast",
    type: "contrast",
    unlockedBy: [content("a", 0).fact, content("b", 0).fact],
  });
  async function study(lapses: number): Promise<StudySession> {
    await bench.install(deck([content("a", 0), content("b", 1), contrast]));
    await forgotten("a", lapses);
    const session = await bench.begun();
    if (session.state().back) await session.comeBack(false);
    return session;
  }

  test.each([
    [6, false],
    [7, true],
    [8, false],
    [10, false],
    [11, true],
  ])("after %d lapses: told at the next one: %s", async (lapses, told) => {
    const session = await study(lapses);
    expect(await bench.answer(session, 1)).toBe(forward("a"));
    expect(session.state().leech?.card.id).toBe(told ? forward("a") : undefined);
    expect(viewOf(session.state()).kind).toBe(told ? "leech" : "card");
    await session.undo();
    expect(session.state().leech).toBeNull();
    expect(shown(session)).toBe(forward("a"));
  });

  test("is told of once, and goes on unchanged unless something is chosen", async () => {
    const session = await study(7);
    await bench.answer(session, 1);
    const before = await bench.log();
    const next = shown(session);
    await session.refresh();
    expect(session.state().leech).not.toBeNull();
    bench.nowMs += 60_000;
    await session.acknowledge();
    expect(session.state()).toMatchObject({ leech: null, shown: { card: { id: next }, shownAtMs: bench.nowMs } });
    expect(await bench.log()).toEqual(before);
    expect((await get(bench.db, forward("a"))).state.suspended).toBeUndefined();
    expect((await bench.begun()).state().leech).toBeNull();
  });

  test("is told of no more once its answer was taken back on another page", async () => {
    const session = await study(7);
    await bench.answer(session, 1);
    await session.refresh();
    expect(session.state().leech).not.toBeNull();
    const other = await bench.begun();
    await other.findUndo();
    await other.undo();
    await session.refresh();
    expect(session.state().leech).toBeNull();
  });

  test("can be edited and suspended there and then, both taken back by Undo", async () => {
    const session = await study(7);
    await bench.answer(session, 1);
    await session.saveWording(forward("a"), OWN);
    expect(viewOf(session.state())).toMatchObject({
      kind: "leech",
      own: { wording: OWN },
      content: { front: text("Own?") },
    });
    bench.nowMs += 1000;
    await session.setAside("suspend");
    expect(session.state().leech).toBeNull();
    expect((await get(bench.db, forward("a"))).state.suspended).toBe(true);
    await session.undo();
    await session.undo();
    const row = await get(bench.db, forward("a"));
    expect(row.state.suspended).toBeUndefined();
    expect(session.state().takenBack).toBe("event_edit_given");
  });

  test("is practised beside what it is mixed up with, where both are known, until that is answered", async () => {
    const unknown = await study(7);
    await bench.answer(unknown, 1);
    expect(viewOf(unknown.state())).toMatchObject({ kind: "leech", hasContrast: false });
    await unknown.undo();
    await bench.answer(unknown, 3);
    expect(await bench.answer(unknown, 4)).toBe(forward("b"));
    await unknown.undo();
    await unknown.undo();
    // Both are known now.
    await forgotten("b", 0);
    const session = await bench.begun();
    while (shown(session) !== forward("a")) await bench.answer(session, 4);
    await bench.answer(session, 1);
    expect(viewOf(session.state())).toMatchObject({ kind: "leech", hasContrast: true });
    await session.practise();
    expect([shown(session), session.state().leech]).toEqual([contrast.id, null]);
    await session.refresh();
    expect(shown(session)).toBe(contrast.id);
    expect(await bench.answer(session, 3)).toBe(contrast.id);
    expect(shown(session)).not.toBe(contrast.id);
  });
});
