/** What a study page says in passing of what was done: for those who hear it, and for the eye; and until when. */
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../../../src/core/time/study-day.ts";
import type { StudySession } from "../../../../../src/session/study/study-session.ts";
import { takenBackShort, takenBackText } from "../../../../../src/session/study/undo/undo-texts.ts";
import { forward } from "../../../../support/database/db-steps.ts";
import "../../../../support/gallery/browser-stub.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { shown, useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();
const begin = async (): Promise<StudySession> => {
  await bench.install(deck([content("a", 0), content("b", 1), content("c", 2)]));
  return bench.begun();
};
const heard = (study: StudySession) => takenBackText(study.state());
const seen = (study: StudySession) => takenBackShort(study.state());
const WORDING = { question: "Which hormone?", answer: null, note: null };

describe("what is said in passing", () => {
  test("tells of a star and of a wording who hears it, since the eye sees them on the card", async () => {
    const study = await begin();
    await study.mark();
    expect([heard(study), seen(study)]).toEqual(["Marked with a star.", null]);
    await study.mark();
    expect([heard(study), seen(study)]).toEqual(["The star is taken away.", null]);
    await study.saveWording(forward("a"), WORDING);
    expect([heard(study), seen(study)]).toEqual(["Your wording is saved.", null]);
    await study.saveWording(forward("a"), null);
    expect([heard(study), seen(study)]).toEqual(["The card has the deck’s wording again.", null]);
    expect(shown(study)).toBe(forward("a"));
  });

  test.each<[string, (study: StudySession) => Promise<unknown>]>([
    ["a star", (study) => study.mark()],
    ["a wording", (study) => study.saveWording(forward("a"), WORDING)],
    ["a card put off", (study) => study.setAside("bury")],
    ["a card suspended", (study) => study.setAside("suspend")],
  ])("stays while the answer is looked at, and goes with the next grade: %s", async (_, act) => {
    const study = await begin();
    await act(study);
    const said = heard(study);
    expect(said).not.toBeNull();
    await study.reveal();
    expect(heard(study)).toBe(said);
    await study.grade(4);
    expect([heard(study), seen(study)]).toEqual([null, null]);
  });

  test("goes where the learner goes on without a grade", async () => {
    const study = await begin();
    await bench.answer(study, 1);
    await study.setAside("bury");
    await study.setAside("suspend");
    expect(study.state().shown).toBeNull();
    expect(heard(study)).toContain("Suspended");
    await study.goAhead();
    expect(shown(study)).toBe(forward("a"));
    expect([heard(study), seen(study)]).toEqual([null, null]);
  });

  test("goes with the card that was told of as a hard one", async () => {
    await bench.install(deck([content("a", 0)]));
    const study = await bench.begun();
    for (let again = 0; again <= 8 && !study.state().leech; again++) {
      await bench.answer(study, 4);
      bench.nowMs += 400 * DAY_MS;
      await study.refresh();
      await bench.answer(study, 1);
      bench.nowMs += 3_600_000;
      await study.refresh();
    }
    expect(study.state().leech).not.toBeNull();
    await study.mark();
    expect(heard(study)).toBe("Marked with a star.");
    await study.acknowledge();
    expect(study.state().leech).toBeNull();
    expect(heard(study)).toBeNull();
  });
});
