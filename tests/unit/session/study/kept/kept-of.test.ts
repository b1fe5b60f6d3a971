/** What is kept is what a page that is opened next shows, whatever was done before. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeEventId } from "../../../../../src/core/ids.ts";
import { nextChangeMs } from "../../../../../src/core/plan/next-change.ts";
import { DAY_MS } from "../../../../../src/core/time/study-day.ts";
import { keptOf } from "../../../../../src/session/study/kept/kept-of.ts";
import type { StudySession } from "../../../../../src/session/study/study-session.ts";
import { countsOf, viewOf } from "../../../../../src/session/study/view-of.ts";
import { saveSetting } from "../../../../../src/store/settings/save-setting.ts";
import { maker } from "../../../../support/database/db-steps.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();
const CARDS = Array.from({ length: 40 }, (_, i) => `fact-${i}`).flatMap((name, i) => [
  content(name, 2 * i),
  content(name, 2 * i + 1, { template: "reverse" }),
]);

const kept = (study: StudySession) => {
  const state = study.state();
  const around = { deckLanguage: null, dayEndsAtMs: null, canUndo: false, takenBack: null, busy: false };
  return keptOf({ ...around, view: viewOf(state), counts: countsOf(state) }, state);
};

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(1, 2, 3, 4).map((rating) => ({ kind: "answer", rating }) as const) },
  fc.constant({ kind: "undo" } as const),
  fc.constantFrom("suspend", "bury").map((how) => ({ kind: "aside", how }) as const),
  fc.constant({ kind: "ahead" } as const),
  fc.integer({ min: 1, max: 40 }).map((minutes) => ({ kind: "wait", minutes }) as const),
);

test("whatever was answered, taken back, set aside or waited for", async () => {
  await bench.install(deck(CARDS));
  // The first screen was read.
  const id = makeEventId(0, new Uint8Array(10));
  await bench.db.put("registers", { name: "seen/welcome", id, atMs: 0, key: "welcome", value: true });
  await saveSetting(bench.db, "newPerDay", 30, () => maker(bench.nowMs));
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      bench.nowMs += DAY_MS;
      const study = await bench.begun();
      for (const one of steps) {
        bench.nowMs += 4000;
        if (one.kind === "wait") bench.nowMs += one.minutes * 60_000;
        else if (one.kind === "undo") await study.undo();
        else if (one.kind === "ahead") await study.goAhead();
        else if (one.kind === "aside") await study.setAside(one.how);
        else if (await study.reveal()) await study.grade(one.rating);
        const [card, { today }] = [kept(study), study.state()];
        if (!card || !today || bench.nowMs >= nextChangeMs(today)) continue;
        compared += 1;
        const fresh = await bench.begun();
        expect(kept(fresh)).toEqual(card);
      }
    }),
    { numRuns: 25 },
  );
  expect(compared).toBeGreaterThan(20);
});
