/** Whoever has more of a log count than before says so, or it would not count in logs that are here. */
import { expect, test } from "vitest";
import { FOLD } from "../../../src/core/fold-version.ts";
import { KINDS } from "../../../src/core/log/kinds.ts";
import { STEPS } from "../../../src/core/memory/model.ts";

/** What each fold counted. One that was released is never edited: another gets a line, and `FOLD` its number. */
const COUNTED: Readonly<Record<number, unknown>> = {
  1: {
    steps: { learningSteps: [1, 10], relearningSteps: [10] },
    kinds: [
      ...["bury", "clock-correction", "due", "edit", "mark", "met", "plan", "reset", "review", "seen", "setting"],
      ...["suspend", "switch", "undo"],
    ],
  },
};

test("a kind of event and other steps come with another fold", () => {
  expect({ steps: STEPS, kinds: [...KINDS.keys()].sort() }).toEqual(COUNTED[FOLD]);
});
