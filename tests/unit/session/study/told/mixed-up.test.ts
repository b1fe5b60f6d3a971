/** What was chosen or typed is another thing: the contrast of both comes next. */
import { describe, expect, test, vi } from "vitest";
import type { CardContent } from "../../../../../src/core/deck/deck.ts";
import type { ReviewEvent } from "../../../../../src/core/log/kinds.ts";
import type { StudySession } from "../../../../../src/session/study/study-session.ts";
import { viewOf } from "../../../../../src/session/study/view-of.ts";
import { saveSetting } from "../../../../../src/store/settings/save-setting.ts";
import { forward, get, grade, maker } from "../../../../support/database/db-steps.ts";
import { wholeLog } from "../../../../support/database/whole-log.ts";
import { content, deck, fact } from "../../../../support/samples/cards.ts";
import { useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();
const name = (words: string) => [{ kind: "text" as const, text: words }];
const CONTRAST = content("b", 9, {
  template: "contrast",
  type: "contrast",
  front: name("PTH or calcitonin: which lowers calcium?"),
  answer: name("Calcitonin"),
  unlockedBy: [fact("a"), fact("b")],
});
const mixUps = [{ contrast: CONTRAST.id, thing: "PTH", other: ["calcitonin"] }];
const CARDS: readonly CardContent[] = [
  content("a", 0, { answer: name("PTH"), typed: ["parathyroid hormone"], mixUps }),
  content("b", 1),
  content("c", 2),
  CONTRAST,
];
const begin = async (cards = CARDS): Promise<StudySession> => {
  await bench.install(deck(cards));
  const study = await bench.begun();
  await study.welcome(false);
  return study;
};
const front = (study: StudySession) => study.state().shown?.card.id;

describe("an answer that is another thing", () => {
  test("brings the contrast of both next, though it waits for facts that nobody knows", async () => {
    const study = await begin();
    await study.reveal("calcitonin");
    expect(viewOf(study.state())).toMatchObject({ mixedUp: { thing: "PTH", other: "calcitonin" } });
    expect(study.state().queue?.left.new).toBe(3);
    await study.grade(1);
    expect(front(study)).toBe(CONTRAST.id);
    const [review] = (await wholeLog(bench.db)).filter(({ kind }) => kind === "review");
    expect((review as ReviewEvent | undefined)?.calls).toBe(CONTRAST.id);
    // It is counted among what is left, and stays in front when the page looks again.
    await study.refresh();
    expect(front(study)).toBe(CONTRAST.id);
  });

  test("does so on a page that is opened later as well, until it was answered", async () => {
    const study = await begin();
    await study.reveal("calcitonin");
    await study.grade(1);
    const later = await bench.begun();
    expect(front(later)).toBe(CONTRAST.id);
    await later.reveal();
    await later.grade(3);
    expect(front(later)).not.toBe(CONTRAST.id);
    expect(front(await bench.begun())).not.toBe(CONTRAST.id);
  });

  test("is taken back with the answer", async () => {
    const study = await begin();
    await study.reveal("calcitonin");
    await study.grade(1);
    await study.undo();
    expect(front(study)).toBe(forward("a"));
    await study.reveal();
    await study.grade(3);
    expect(front(study)).toBe(forward("b"));
    expect((await bench.begun()).state().today?.called).toEqual([]);
  });

  test("comes back with the undo of the contrast's own answer", async () => {
    const study = await begin();
    await study.reveal("calcitonin");
    await study.grade(1);
    await study.reveal();
    await study.grade(3);
    await study.undo();
    expect(front(study)).toBe(CONTRAST.id);
  });

  test("calls for nothing where the deck sets nothing of that name beside the answer, or that was answered today", async () => {
    const study = await begin();
    await study.reveal("insulin");
    expect(study.state().shown?.mixedUp).toBe(null);
    await grade(bench.db, await get(bench.db, CONTRAST.id), 3, bench.nowMs);
    const later = await bench.begun();
    expect(front(later)).toBe(forward("a"));
    await later.reveal("calcitonin");
    expect(later.state().shown?.mixedUp).toBe(null);
  });

  test("calls for nothing where the deck names a card that sets nothing beside anything", async () => {
    const plain = { contrast: forward("c"), thing: "PTH", other: ["calcitonin"] };
    const study = await begin([
      content("a", 0, { answer: name("PTH"), mixUps: [plain] }),
      content("b", 1),
      content("c", 2),
    ]);
    await study.reveal("calcitonin");
    expect(study.state().shown).toMatchObject({ revealed: true, mixedUp: null });
  });

  test("that takes long to look up is said as soon as it is found, and still calls; not of a card that is gone", async () => {
    await bench.install(deck(CARDS));
    const real = await import("../../../../../src/session/study/study-actions.ts");
    for (const gradesFirst of [false, true]) {
      let find = (): void => {};
      const gate = new Promise<void>((resolve) => {
        find = resolve;
      });
      const mixedUp: typeof real.mixedUp = (...of) => gate.then(() => real.mixedUp(...of));
      const study = bench.session(async () => ({ ...real, mixedUp }));
      await study.refresh();
      if (!gradesFirst) await study.welcome(false);
      // The other card of the two has no such answer.
      await study.reveal("calcitonin");
      expect(study.state().shown).toMatchObject({ revealed: true, mixedUp: null });
      if (gradesFirst) {
        await study.grade(1);
        find();
        await study.refresh();
        expect(study.state().shown?.mixedUp ?? null).toBe(null);
      } else {
        find();
        await vi.waitFor(() => expect(study.state().shown?.mixedUp).toMatchObject({ other: "calcitonin" }), {
          interval: 1,
        });
        await study.grade(1);
        expect(front(study)).toBe(CONTRAST.id);
        await study.undo();
      }
    }
  });

  test("an answer that is only wrong calls for nothing", async () => {
    const study = await begin();
    await study.reveal();
    await study.grade(1);
    expect(front(study)).not.toBe(CONTRAST.id);
    const [review] = (await wholeLog(bench.db)).filter(({ kind }) => kind === "review");
    expect(review).not.toHaveProperty("calls");
  });
});

describe("typing", () => {
  test("is asked for where the setting is on and the card allows it", async () => {
    const study = await begin();
    expect(viewOf(study.state())).toMatchObject({ kind: "card", isTyped: false });
    await saveSetting(bench.db, "typeAnswers", true, () => maker());
    await study.refresh();
    expect(viewOf(study.state())).toMatchObject({ kind: "card", isTyped: true });
    await study.reveal();
    await study.grade(4);
    expect(viewOf(study.state())).toMatchObject({ kind: "card", isTyped: false });
  });
});
