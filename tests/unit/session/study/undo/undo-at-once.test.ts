/** The card that an answer is taken back from is in front before today is read again, and all that is shown with it is right. */
import { describe, expect, test, vi } from "vitest";
import type { Rating } from "../../../../../src/core/memory/rating.ts";
import { DAY_MS } from "../../../../../src/core/time/study-day.ts";
import type { SessionState } from "../../../../../src/session/study/session-state.ts";
import type { StudySession } from "../../../../../src/session/study/study-session.ts";
import { forward } from "../../../../support/database/db-steps.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();

/** What a learner sees of a state. */
const seen = ({ shown, queue, today, takenBack, takenBackGrade, busy }: SessionState) => ({
  card: shown?.card.id,
  revealed: shown?.revealed,
  left: queue?.left,
  coming: queue?.cards.map(({ id }) => id).toSorted(),
  answered: today?.answered.map(({ id }) => id).toSorted(),
  answers: today?.past.answers,
  ...{ takenBack, takenBackGrade, busy },
});

/** A session that notes the first state after an undo, and whether today was read before it. */
async function watched(): Promise<{ readonly study: StudySession; readonly undo: () => Promise<FirstState> }> {
  let [isWatched, readings] = [false, 0];
  let first: FirstState | null = null;
  const study: StudySession = bench.session(undefined, () => {
    const state = study.state();
    if (isWatched && !state.busy) first ??= { ...seen(state), readings };
  });
  await study.refresh();
  const { transaction } = IDBDatabase.prototype;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...asked) {
    if (isWatched && [asked[0]].flat().includes("decks")) readings++;
    return transaction.apply(this, asked);
  });
  const undo = async (): Promise<FirstState> => {
    [isWatched, readings, first] = [true, 0, null];
    await study.undo();
    isWatched = false;
    if (!first) throw new Error("nothing was shown");
    return first;
  };
  return { study, undo };
}
type FirstState = ReturnType<typeof seen> & { readonly readings: number };

const FACTS = ["a", "b", "c", "d", "e", "f"];

describe("an answer that is taken back", () => {
  test.each<Rating>([1, 2, 3, 4])("of a new card, answered %i", async (rating) => {
    await bench.install(deck(FACTS.map((name, i) => content(name, i))));
    const { study, undo } = await watched();
    await bench.answer(study, 4);
    const before = study.state();
    const answered = await bench.answer(study, rating);
    const { readings, ...first } = await undo();
    expect(readings).toBe(0);
    expect(first).toEqual(seen(study.state()));
    expect(first).toMatchObject({ card: answered, left: before.queue?.left, answers: 1 });
    expect(first.takenBackGrade).toMatchObject({ rating });
  });

  test("of a card in review, and of one in its steps", async () => {
    await bench.install(deck(FACTS.map((name, i) => content(name, i))));
    const { study, undo } = await watched();
    for (const rating of [4, 3] as const) await bench.answer(study, rating);
    bench.nowMs += 40 * DAY_MS;
    await study.refresh();
    await study.comeBack(false);
    for (const rating of [1, 4] as const) {
      const answered = await bench.answer(study, rating);
      const { readings, ...first } = await undo();
      expect({ readings, ...first }).toEqual({ readings: 0, ...seen(study.state()) });
      expect(first.card).toBe(answered);
      await bench.answer(study, rating);
    }
  });

  test("one after the other, back to the first", async () => {
    await bench.install(deck(FACTS.map((name, i) => content(name, i))));
    const { study, undo } = await watched();
    for (const rating of [4, 1, 3] as const) await bench.answer(study, rating);
    for (const name of ["c", "b", "a"]) {
      const { readings, ...first } = await undo();
      expect({ readings, ...first }).toEqual({ readings: 0, ...seen(study.state()) });
      expect(first.card).toBe(forward(name));
    }
    expect(study.state()).toMatchObject({ canUndo: false, today: { answered: [] } });
  });
});

test("after midnight today is read first", async () => {
  await bench.install(deck(FACTS.map((name, i) => content(name, i))));
  const { study, undo } = await watched();
  await bench.answer(study, 1);
  bench.nowMs += DAY_MS;
  const { readings, ...first } = await undo();
  expect(readings).toBeGreaterThan(0);
  expect(first).toEqual(seen(study.state()));
});
