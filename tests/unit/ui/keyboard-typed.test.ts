import { describe, expect, it } from "vitest";
import { commandOf, type Focus, type Press, type Stage } from "../../../src/ui/keyboard.ts";

const TYPED: Stage = { kind: "question", type: "forward", options: 0, isTyped: true };
const PLAIN: Stage = { kind: "question", type: "forward", options: 0 };
const key = (name: string, more: Partial<Press> = {}): Press => ({
  ...{ key: name, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false },
  ...more,
});
const kind = (press: Press, focus: Focus, stage = TYPED) => commandOf(press, stage, focus, true)?.kind ?? null;

describe("while an answer is typed", () => {
  it("no key is anything but itself, and Enter compares", () => {
    for (const name of [
      "1",
      "2",
      "3",
      "4",
      "s",
      "S",
      "b",
      "e",
      "m",
      "u",
      "?",
      " ",
      "a",
      "é",
      "ArrowLeft",
      "Backspace",
    ]) {
      expect(kind(key(name), "answer-field"), name).toBe(null);
      expect(kind(key(name), "empty-field"), name).toBe(null);
    }
    expect(kind(key("Enter"), "answer-field")).toBe("reveal");
    expect(kind(key("Enter"), "empty-field")).toBe("reveal");
    // Held, it compares once, and reaches nothing else.
    expect(kind(key("Enter", { repeat: true }), "answer-field")).toBe("swallow");
  });

  it("what is written while nothing has the focus begins the answer; only Space and Enter show it", () => {
    for (const name of ["1", "s", "b", "u", "?", "é", "Dead", "Process"])
      expect(kind(key(name), "none"), name).toBe("type");
    expect(kind(key(" "), "none")).toBe("reveal");
    expect(kind(key("Enter"), "none")).toBe("reveal");
    for (const name of ["Shift", "Tab", "F5", "ArrowDown"]) expect(kind(key(name), "none"), name).toBe(null);
  });

  it("Ctrl+Z takes the last action back only where nothing is typed that it could take back", () => {
    expect(kind(key("z", { ctrlKey: true }), "answer-field")).toBe(null);
    expect(kind(key("z", { ctrlKey: true }), "empty-field")).toBe("undo");
    expect(kind(key("z", { metaKey: true }), "none")).toBe("undo");
  });

  it("keys mean what they always do on cards that are not typed", () => {
    expect(kind(key("u"), "none", PLAIN)).toBe("undo");
    expect(kind(key("s"), "none", PLAIN)).toBe("suspend");
  });
});
