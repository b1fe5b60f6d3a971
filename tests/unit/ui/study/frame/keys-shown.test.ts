import { describe, expect, test } from "vitest";
import { keysShown, type NextKey } from "../../../../../src/ui/study/frame/keys-shown.ts";

const names = (goOn: NextKey, canUndo: boolean, canGoAway: boolean) =>
  keysShown({ goOn, canUndo, hasField: goOn === "check", canGoAway }).map(([name]) => name);

describe("the keys that are told", () => {
  test("are on each stage those that do something there", () => {
    expect(names("reveal", false, false)).toEqual(["keysShow", "moreOpen"]);
    expect(names("grade", false, false)).toEqual(["keysShow", "keysGrade", "moreOpen"]);
    expect(names("check", false, false)).toEqual(["keysCheck"]);
    expect(names("read", false, false)).toEqual(["keysShow", "moreOpen"]);
    expect(names("none", false, false)).toEqual(["moreOpen"]);
  });

  test("say of Space what it does there", () => {
    const whats = (["reveal", "grade", "forgot", "read"] as const).map(
      (goOn) => keysShown({ goOn, canUndo: false, hasField: false, canGoAway: false })[0]?.[1],
    );
    expect(whats).toEqual(["keysShowWhat", "gradeGood", "gradeAgain", "keysGoOnWhat"]);
  });

  test("name Undo only where something can be taken back, and not as a letter while an answer is typed", () => {
    for (const goOn of ["reveal", "grade", "read", "none"] as const) {
      expect(names(goOn, true, false)).toContain("keysUndo");
      expect(names(goOn, false, false)).not.toContain("keysUndo");
    }
    expect(names("check", true, false)).toEqual(["keysCheck", "keysUndoTyped"]);
    // A number is typed beside keys that mean something else.
    const beside = keysShown({ goOn: "reveal", canUndo: true, hasField: true, canGoAway: false });
    expect(beside.map(([name]) => name)).toEqual(["keysShow", "keysUndoTyped", "moreOpen"]);
  });

  test("name Escape only where the page can be sent away", () => {
    for (const goOn of ["reveal", "grade", "check", "read", "none"] as const) {
      expect(names(goOn, true, true)).toContain("keysAway");
      expect(names(goOn, true, false)).not.toContain("keysAway");
    }
  });
});
