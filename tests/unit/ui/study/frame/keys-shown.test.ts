import { describe, expect, test } from "vitest";
import { keysShown, type NextKey } from "../../../../../src/ui/study/frame/keys-shown.ts";

const GO_ONS = ["reveal", "grade", "check", "read", "none"] as const;
const names = (goOn: NextKey, canUndo: boolean, hasSingleKeys = true) =>
  keysShown({ goOn, canUndo, hasField: goOn === "check", hasSingleKeys }).map(([name]) => name);

describe("the keys that are told", () => {
  test("are on each stage those that do something there", () => {
    expect(names("reveal", false)).toEqual(["keysShow", "moreOpen", "keysEscape"]);
    expect(names("grade", false)).toEqual(["keysShow", "keysGrade", "moreOpen", "keysEscape"]);
    expect(names("check", false)).toEqual(["keysCheck", "keysEscape"]);
    expect(names("read", false)).toEqual(["keysShow", "moreOpen", "keysEscape"]);
    expect(names("none", false)).toEqual(["moreOpen", "keysEscape"]);
  });

  test("are without letters, digits and punctuation where those are switched off", () => {
    expect(names("reveal", true, false)).toEqual(["keysShow", "keysUndoTyped", "keysEscape"]);
    expect(names("grade", true, false)).toEqual(["keysShow", "keysUndoTyped", "keysEscape"]);
    expect(names("check", true, false)).toEqual(["keysCheck", "keysUndoTyped", "keysEscape"]);
    expect(names("none", false, false)).toEqual(["keysEscape"]);
    const [, undo] = keysShown({ goOn: "reveal", canUndo: true, hasField: false, hasSingleKeys: false });
    expect(undo).toEqual(["keysUndoTyped", "keysUndoWhat"]);
  });

  test("say of Space what it does there", () => {
    const whats = (["reveal", "grade", "forgot", "read"] as const).map(
      (goOn) => keysShown({ goOn, canUndo: false, hasField: false, hasSingleKeys: true })[0]?.[1],
    );
    expect(whats).toEqual(["keysShowWhat", "gradeGood", "gradeAgain", "keysGoOnWhat"]);
  });

  test("name Undo only where something can be taken back, and not as a letter while an answer is typed", () => {
    for (const goOn of ["reveal", "grade", "read", "none"] as const) {
      expect(names(goOn, true)).toContain("keysUndo");
      expect(names(goOn, false)).not.toContain("keysUndo");
    }
    expect(names("check", true)).toEqual(["keysCheck", "keysUndoTyped", "keysEscape"]);
    // A number is typed beside keys that mean something else.
    const beside = keysShown({ goOn: "reveal", canUndo: true, hasField: true, hasSingleKeys: true });
    expect(beside.map(([name]) => name)).toEqual(["keysShow", "keysUndoTyped", "moreOpen", "keysEscape"]);
  });

  test("say of Escape that it closes what is open, and nothing more", () => {
    for (const goOn of GO_ONS) {
      const last = keysShown({ goOn, canUndo: true, hasField: false, hasSingleKeys: true }).at(-1);
      expect(last).toEqual(["keysEscape", "keysEscapeWhat"]);
    }
  });
});
