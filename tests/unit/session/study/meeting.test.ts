/** A fact that is met: shown once, before its first question, taken back like anything else. */
import { describe, expect, test, vi } from "vitest";
import { termId } from "../../../../src/core/ids.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { StudySession } from "../../../../src/session/study/study-session.ts";
import { forward } from "../../../support/database/db-steps.ts";
import { content, deck, fact, factOf, TEST_DECK } from "../../../support/samples/cards.ts";
import { noticeOf, shown, text, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();
const CARDS = [content("a", 0), content("a", 1, { template: "reverse" }), content("b", 2)];
const FACTS = [factOf("a", { metFirst: true, why: text("Because.") }), factOf("b")];
const install = () => bench.install(deck(CARDS, "1", { facts: FACTS }));
const kinds = async () => (await bench.log()).map(({ kind }) => kind);
const front = (study: StudySession) => [noticeOf(study)?.kind ?? "question", shown(study)];

describe("a fact that the deck wants to be met", () => {
  test("is read, then asked, and never met again: not on this page, another, or another day", async () => {
    await install();
    const study = await bench.begun();
    expect(noticeOf(study)).toMatchObject({ kind: "fact", meeting: { fact: { id: fact("a") } } });
    await study.reveal();
    expect(study.state().shown?.revealed).toBe(false);
    await study.acknowledge();
    expect(front(study)).toEqual(["question", forward("a")]);
    expect(await bench.log()).toMatchObject([{ kind: "met", fact: fact("a"), key: fact("a"), value: true }]);
    expect(front(await bench.begun())).toEqual(["question", forward("a")]);
    await bench.answer(study, 4);
    // The fact of the next card is asked at once, by the deck's rule.
    expect(front(study)).toEqual(["question", forward("b")]);
    bench.nowMs += DAY_MS;
    expect(front(await bench.begun())).toEqual(["question", `${fact("a")}/reverse`]);
    expect(await kinds()).toEqual(["met", "review"]);
  });

  test("is asked without that where one of its cards was answered before the deck wanted it", async () => {
    await bench.install(deck(CARDS, "1", { facts: [factOf("a"), factOf("b")] }));
    await bench.answer(await bench.begun(), 4);
    await bench.install(deck(CARDS, "2", { facts: FACTS }));
    bench.nowMs += DAY_MS;
    expect(front(await bench.begun())).toEqual(["question", `${fact("a")}/reverse`]);
  });

  test("comes after the words that its card uses", async () => {
    const term = { id: termId(TEST_DECK, "wnt"), name: "wnt", definition: text("A signal.") };
    const cards = [content("a", 0, { terms: [term.id] })];
    await bench.install(deck(cards, "1", { facts: FACTS, terms: [term] }));
    const study = await bench.begun();
    expect(front(study)).toEqual(["term", forward("a")]);
    await study.acknowledge();
    expect(front(study)).toEqual(["fact", forward("a")]);
    await study.acknowledge();
    expect(front(study)).toEqual(["question", forward("a")]);
    expect(await kinds()).toEqual(["seen", "met"]);
  });

  test("brings its drawing, and what explains it", async () => {
    const drawing = { id: "loop", title: "A loop", width: 10, height: 10, parts: [], words: [] };
    const facts = [factOf("a", { metFirst: true, drawing: "loop", because: [fact("b")] }), factOf("b")];
    await bench.install(deck(CARDS, "1", { facts, drawings: [drawing] }));
    const meeting = { drawing, because: [facts[1]] };
    expect(noticeOf(await bench.begun())).toMatchObject({ kind: "fact", meeting });
  });
});

describe("undo", () => {
  test("takes the answer back first, then the meeting, and the fact is met once more", async () => {
    await install();
    const study = await bench.begun();
    await study.acknowledge();
    await bench.answer(study, 4);
    await study.undo();
    expect(front(study)).toEqual(["question", forward("a")]);
    expect(study.state().canUndo).toBe(true);
    await study.undo();
    expect(front(study)).toEqual(["fact", forward("a")]);
    expect(study.state()).toMatchObject({ canUndo: false, made: [] });
    await study.acknowledge();
    expect(front(study)).toEqual(["question", forward("a")]);
    expect(await kinds()).toEqual(["met", "review", "undo", "undo", "met"]);
  });

  test("reaches it from a page that was opened since", async () => {
    await install();
    await (await bench.begun()).acknowledge();
    const study = await bench.begun();
    // The first card does not wait for what tells it.
    await vi.waitFor(() => expect(study.state()).toMatchObject({ made: [], canUndo: true }), { interval: 1 });
    await study.undo();
    expect(front(study)).toEqual(["fact", forward("a")]);
    expect(study.state().canUndo).toBe(false);
  });

  test("is not offered on another day", async () => {
    await install();
    await (await bench.begun()).acknowledge();
    bench.nowMs += 3 * DAY_MS;
    expect((await bench.begun()).state().canUndo).toBe(false);
  });
});

describe("two pages that show the same fact", () => {
  test("write it once, and neither takes back what the other has read", async () => {
    await install();
    const [one, other] = [await bench.begun(), await bench.begun()];
    await one.acknowledge();
    await other.acknowledge();
    expect(front(other)).toEqual(["question", forward("a")]);
    expect(await kinds()).toEqual(["met"]);
    expect([one.state().made.length, other.state().made.length]).toEqual([1, 0]);
  });
});
