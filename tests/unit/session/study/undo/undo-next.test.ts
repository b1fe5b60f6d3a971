/** The card that an answer is taken back from does not wait for what Undo takes back next, which is right all the same. */
import { expect, test } from "vitest";
import type { LateParts } from "../../../../../src/session/study/session-reading.ts";
import type { StudySession } from "../../../../../src/session/study/study-session.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();

interface Watched {
  readonly study: StudySession;
  /** Takes back, and tells what Undo takes back next in the first state after it, and how often the log was looked through. */
  readonly undo: () => Promise<{ readonly next: string | null; readonly canUndo: boolean; readonly searches: number }>;
}

async function watched(): Promise<Watched> {
  const real = await import("../../../../../src/session/study/study-actions.ts");
  let [isWatched, searches] = [false, 0];
  let first: Awaited<ReturnType<Watched["undo"]>> | null = null;
  const nextUndo: LateParts["nextUndo"] = (...given) => {
    searches++;
    return real.nextUndo(...given);
  };
  const study: StudySession = bench.session(
    async () => ({ ...real, nextUndo }),
    () => {
      const { busy, undoNext, canUndo } = study.state();
      if (isWatched && !busy) first ??= { next: undoNext?.id ?? null, canUndo, searches };
    },
  );
  await study.refresh();
  await study.findUndo();
  const undo = async () => {
    [isWatched, searches, first] = [true, 0, null];
    await study.undo();
    isWatched = false;
    return first ?? expect.fail("nothing was shown");
  };
  return { study, undo };
}

const FACTS = ["a", "b", "c", "d", "e"];

test("where nothing lies below it", async () => {
  await bench.install(deck(FACTS.map((name, i) => content(name, i))));
  const { study, undo } = await watched();
  await bench.answer(study, 4);
  expect(await undo()).toEqual({ next: null, canUndo: false, searches: 0 });
  expect(study.state()).toMatchObject({ canUndo: false, undoNext: null });
});

test("where another page had answered before, whose answer is then taken back as well", async () => {
  await bench.install(deck(FACTS.map((name, i) => content(name, i))));
  const other = await bench.begun();
  await bench.answer(other, 4);
  const before = other.state().undoNext?.id ?? expect.fail("nothing can be taken back");
  const { study, undo } = await watched();
  await bench.answer(study, 4);
  expect(await undo()).toEqual({ next: before, canUndo: true, searches: 0 });
  // It is none of this page's own, so what lies below it is looked for.
  expect(await undo()).toEqual({ next: null, canUndo: false, searches: 1 });
  expect(study.state()).toMatchObject({ canUndo: false, undoNext: null });
});

test("where another page has taken back meanwhile what lay below it, it is known behind the card", async () => {
  await bench.install(deck(FACTS.map((name, i) => content(name, i))));
  const other = await bench.begun();
  await bench.answer(other, 4);
  const { study, undo } = await watched();
  await bench.answer(study, 4);
  await other.undo();
  await undo();
  expect(study.state()).toMatchObject({ canUndo: false, undoNext: null });
});
