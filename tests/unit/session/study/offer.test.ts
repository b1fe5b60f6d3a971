import { describe, expect, test } from "vitest";
import type { Deck } from "../../../../src/core/deck/deck.ts";
import { CATCH_UP, catchUpText } from "../../../../src/core/plan/away.ts";
import { viewOf } from "../../../../src/session/study/view-of.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { forward, maker } from "../../../support/database/db-steps.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";
import { shown, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();

const optional = (id: string) => ({
  id,
  title: `Chapter ${id}`,
  startsOff: true,
  offeredWhen: { chapters: ["basics"], known: 0.5 },
});
/** Two cards to begin with, and two chapters beyond them. */
const twoMore = (): Deck => {
  const cards = ["basics", "basics", "more", "more", "last"].map((chapter, at) => content(`c${at}`, at, { chapter }));
  const basics = { id: "basics", title: "Basics", startsOff: false, offeredWhen: null };
  return deck(cards, "1", { chapters: [basics, optional("more"), optional("last")] });
};
const offer = (study: Awaited<ReturnType<typeof bench.begun>>) => study.state().offer?.chapter ?? null;

/** A session in which the first of the two cards is known at once and the other is put off. */
async function halfKnown() {
  await bench.install(twoMore());
  const study = await bench.begun();
  await bench.answer(study, 4);
  expect(offer(study)).toBeNull();
  await bench.answer(study, 4);
  return study;
}

describe("an optional chapter", () => {
  test("is offered at the end of the day, once half of what it builds on is known", async () => {
    const study = await halfKnown();
    expect(study.state().offer).toMatchObject({ deck: TEST_DECK, chapter: "more", title: "Chapter more", cards: 2 });
    expect(viewOf(study.state())).toMatchObject({ kind: "done", offer: { chapter: "more" } });
  });

  test("is not offered to who knows too little", async () => {
    await bench.install(twoMore());
    const study = await bench.begun();
    await bench.answer(study, 1);
    expect(offer(study)).toBeNull();
  });

  test("is not offered while no new cards come, and again once the plan is ended", async () => {
    const study = await halfKnown();
    const { today } = study.state().today?.now ?? { today: 0 };
    const plan = catchUpText({ perDay: 50, untilDay: today + 2 });
    await setPlan(bench.db, CATCH_UP, plan, () => maker(bench.nowMs));
    await study.refresh();
    expect(offer(study)).toBeNull();
    await setPlan(bench.db, CATCH_UP, null, () => maker(bench.nowMs + 1));
    await study.refresh();
    expect(offer(study)).toBe("more");
  });

  test("is asked at once when it is taken up, and the next one waits", async () => {
    const study = await halfKnown();
    const before = bench.writes;
    await study.answerOffer(true);
    expect(shown(study)).toBe(forward("c2"));
    expect(bench.writes).toBe(before + 1);
    await bench.answer(study, 1);
    const { offer: next } = study.state();
    expect(next).toBeNull();
    expect(await bench.log()).toContainEqual(
      expect.objectContaining({ kind: "switch", key: "test-deck/more", value: true }),
    );
  });

  test("is not offered again once it is not wanted, nor is another that waited with it", async () => {
    const study = await halfKnown();
    await study.answerOffer(false);
    expect(offer(study)).toBeNull();
    expect(viewOf(study.state())).toMatchObject({ kind: "done", offer: null });
    expect(offer(await bench.begun())).toBeNull();
  });

  test("that was switched off by hand, or whose deck is off, is not offered", async () => {
    await halfKnown();
    await setSwitch(bench.db, TEST_DECK, "more", false, () => maker(bench.nowMs));
    expect(offer(await bench.begun())).toBe("last");
    await setSwitch(bench.db, TEST_DECK, null, false, () => maker(bench.nowMs + 1));
    expect(offer(await bench.begun())).toBeNull();
  });
});
