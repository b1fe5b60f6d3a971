import { describe, expect, test } from "vitest";
import { termId } from "../../../../../src/core/ids.ts";
import { DAY_MS } from "../../../../../src/core/time/study-day.ts";
import { forward, get } from "../../../../support/database/db-steps.ts";
import { content, deck, fact, TEST_DECK } from "../../../../support/samples/cards.ts";
import { noticeOf, shown, text, useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();

describe("what is shown once", () => {
  const wnt = termId(TEST_DECK, "wnt");
  const term = (id: string) => ({ id: termId(TEST_DECK, id), name: id, definition: text(`What ${id} means.`) });

  test("a term comes before the first card that uses it, and never again", async () => {
    const cards = [content("a", 0, { terms: [wnt] }), content("b", 1, { terms: [wnt] })];
    await bench.install(deck(cards, "1", { terms: [term("wnt"), term("unused")] }));
    const study = await bench.begun();
    expect(noticeOf(study)).toMatchObject({ kind: "term", key: "term/test-deck/wnt" });
    await study.reveal();
    expect(study.state().shown?.revealed).toBe(false);
    await study.acknowledge();
    expect(study.state().shown).toMatchObject({ text: { notice: null }, card: { id: forward("a") } });
    await bench.answer(study, 4);
    expect(study.state().shown).toMatchObject({ text: { notice: null }, card: { id: forward("b") } });
  });

  test("a changed fact is corrected once, before its next review, for those who knew it", async () => {
    const changed = { fact: fact("a"), revision: 2, before: text("Was."), now: text("Is."), why: text("Since.") };
    await bench.install(deck([content("a", 0), content("b", 1)]));
    const study = await bench.begun();
    await bench.answer(study, 4);

    const cards = [content("a", 0, { factRevision: 2 }), content("b", 1, { factRevision: 1 })];
    await bench.install(deck(cards, "2", { corrections: [changed] }));
    bench.nowMs += 60 * DAY_MS;
    const later = await bench.begun();
    expect(shown(later)).toBe(forward("a"));
    expect(noticeOf(later)).toMatchObject({ kind: "correction", correction: changed });
    await bench.answer(later, 4);
    // The other card was never learnt as it was, so there is nothing to correct.
    expect(later.state().shown).toMatchObject({ text: { notice: null }, card: { id: forward("b") } });
    bench.nowMs += 400 * DAY_MS;
    const muchLater = await bench.begun();
    expect(noticeOf(muchLater)).toBeNull();
    expect((await get(bench.db, forward("a"))).state.reviews).toBe(2);
  });

  test("a mere change of wording shows nothing and keeps the history", async () => {
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    await bench.answer(study, 4);
    await bench.install(deck([content("a", 0, { front: text("Said better?") })], "2"));
    bench.nowMs += 60 * DAY_MS;
    const later = await bench.begun();
    expect(later.state().shown).toMatchObject({ text: { notice: null }, card: { state: { reviews: 1 } } });
    expect(later.state().shown?.text.content.front).toEqual(text("Said better?"));
  });
});
