import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandOf, type Focus, type Press, type Stage } from "../../../src/ui/keyboard.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  ...more,
});

const QUESTION: Stage = { kind: "question", type: "forward", options: 0 };
const CHOICE: Stage = { kind: "question", type: "choice", options: 3 };
const NUMBER: Stage = { kind: "question", type: "number", options: 0 };
const ANSWER: Stage = { kind: "answer", type: "forward", options: 0 };
const CHOSEN: Stage = { kind: "answer", type: "choice", options: 3 };
const NOTICE: Stage = { kind: "notice" };
const LEECH: Stage = { kind: "leech" };
const REST: Stage = { kind: "rest" };
const STAGES = [QUESTION, CHOICE, NUMBER, ANSWER, CHOSEN, NOTICE, LEECH, REST];
const FOCI: readonly Focus[] = ["text", "answer-field", "control", "link", "none"];

describe("commandOf", () => {
  it.each([
    [" ", QUESTION, { kind: "reveal" }],
    ["Enter", QUESTION, { kind: "reveal" }],
    ["3", QUESTION, { kind: "swallow" }],
    ["a", QUESTION, null],
    ["1", ANSWER, { kind: "grade", rating: 1 }],
    ["4", ANSWER, { kind: "grade", rating: 4 }],
    ["5", ANSWER, null],
    [" ", ANSWER, { kind: "goOn" }],
    ["Enter", ANSWER, { kind: "goOn" }],
    ["s", QUESTION, { kind: "suspend" }],
    ["s", NOTICE, { kind: "swallow" }],
    ["b", REST, { kind: "swallow" }],
    ["e", QUESTION, { kind: "edit" }],
    ["i", QUESTION, { kind: "info" }],
    ["I", CHOSEN, { kind: "info" }],
    ["i", NOTICE, { kind: "swallow" }],
    ["M", ANSWER, { kind: "mark" }],
    ["m", CHOSEN, { kind: "mark" }],
    ["e", CHOICE, { kind: "edit" }],
    ["e", { ...CHOICE, options: 5 }, { kind: "choose", place: 4 }],
    ["e", NOTICE, { kind: "swallow" }],
    ["m", REST, { kind: "swallow" }],
    ["e", LEECH, { kind: "edit" }],
    ["s", LEECH, { kind: "suspend" }],
    ["i", LEECH, { kind: "info" }],
    ["?", LEECH, { kind: "keys" }],
    [" ", LEECH, { kind: "acknowledge" }],
    ["1", LEECH, { kind: "swallow" }],
    ["？", QUESTION, { kind: "keys" }],
    ["؟", NOTICE, { kind: "keys" }],
    ["?", REST, { kind: "keys" }],
    ["b", ANSWER, { kind: "bury" }],
    ["b", CHOICE, { kind: "choose", place: 1 }],
    ["?", ANSWER, { kind: "keys" }],
    ["a", CHOICE, { kind: "choose", place: 0 }],
    ["C", CHOICE, { kind: "choose", place: 2 }],
    ["d", CHOICE, null],
    ["ArrowDown", CHOICE, { kind: "move", by: 1 }],
    ["ArrowLeft", CHOICE, { kind: "move", by: -1 }],
    ["7", NUMBER, { kind: "type" }],
    [",", NUMBER, { kind: "type" }],
    ["Enter", NOTICE, { kind: "acknowledge" }],
    [" ", REST, { kind: "acknowledge" }],
    ["u", REST, { kind: "undo" }],
    ["U", QUESTION, { kind: "undo" }],
  ] as const)("reads %j", (key, stage, command) => {
    expect(commandOf(press(key), stage, "none", true)).toEqual(command);
  });

  it("grades by the digit row where its digits need Shift", () => {
    expect(commandOf(press("&", { code: "Digit1" }), ANSWER, "none", true)).toEqual({ kind: "grade", rating: 1 });
    expect(commandOf(press("3", { code: "Numpad3" }), ANSWER, "none", true)).toEqual({ kind: "grade", rating: 3 });
    expect(commandOf(press("9", { code: "Digit1" }), ANSWER, "none", true)).toBeNull();
  });

  it("takes two letters of one Arabic key, and fullwidth letters, for what they stand for", () => {
    expect(commandOf(press("لا", { code: "KeyB" }), CHOICE, "none", true)).toEqual({ kind: "choose", place: 1 });
    expect(commandOf(press("ｕ", { code: "KeyU" }), ANSWER, "none", true)).toEqual({ kind: "undo" });
    expect(commandOf(press("ｂ", { code: "KeyN" }), CHOICE, "none", true)).toEqual({ kind: "choose", place: 1 });
    for (const key of ["Dead", "Process", "Unidentified", "û"]) {
      expect(commandOf(press(key, { code: "KeyU" }), ANSWER, "none", true)).toBeNull();
    }
  });

  it.each(["г", "Г", "υ", "ו", "ع", "ㅕ", "უ", "ी", "ี"])(
    "goes by the place of a letter that is not Latin: %s",
    (key) => {
      expect(commandOf(press(key, { code: "KeyU" }), ANSWER, "none", true)).toEqual({ kind: "undo" });
      expect(commandOf(press("я", { code: "KeyZ", ctrlKey: true }), ANSWER, "none", true)).toEqual({ kind: "undo" });
      expect(commandOf(press("с", { code: "KeyC" }), CHOICE, "none", true)).toEqual({ kind: "choose", place: 2 });
    },
  );

  it("goes by the letter on Latin layouts, wherever it lies", () => {
    expect(commandOf(press("u", { code: "KeyF" }), ANSWER, "none", true)).toEqual({ kind: "undo" });
    expect(commandOf(press("g", { code: "KeyU" }), ANSWER, "none", true)).toBeNull();
    expect(commandOf(press("é", { code: "KeyU" }), ANSWER, "none", true)).toBeNull();
    expect(commandOf(press("w", { code: "KeyZ", ctrlKey: true }), ANSWER, "none", true)).toBeNull();
  });

  it("grades and types with the digits of other scripts", () => {
    expect(commandOf(press("٣", { code: "Digit3" }), ANSWER, "none", true)).toEqual({ kind: "grade", rating: 3 });
    expect(commandOf(press("۵", { code: "Digit5" }), NUMBER, "none", true)).toEqual({ kind: "type" });
  });

  it("keeps the letters of options from it when one was chosen, and no others", () => {
    for (const key of ["a", "C", "с"]) {
      expect(commandOf(press(key, { code: "KeyC" }), CHOSEN, "none", true), key).toEqual({ kind: "swallow" });
    }
    expect(commandOf(press("d"), CHOSEN, "none", true)).toBeNull();
    expect(commandOf(press("a"), ANSWER, "none", true)).toBeNull();
    expect(commandOf(press("1"), CHOSEN, "none", true)).toEqual({ kind: "grade", rating: 1 });
  });

  it.each(["\u3000", "\u00a0", "\u202f"])("goes on by the space that a layout or a method of input gives", (space) => {
    expect(commandOf(press(space), QUESTION, "none", true)).toEqual({ kind: "reveal" });
    expect(commandOf(press(space), NOTICE, "none", true)).toEqual({ kind: "acknowledge" });
  });

  it("keeps the grading keys from the browser's own search where they have nothing to do", () => {
    for (const stage of [QUESTION, CHOICE, NOTICE, REST]) {
      expect(commandOf(press("2"), stage, "none", true)).toEqual({ kind: "swallow" });
      expect(commandOf(press("2", { ctrlKey: true }), stage, "none", true)).toBeNull();
      expect(commandOf(press("2"), stage, "text", true)).toBeNull();
    }
  });

  it("keeps its keys from that search also where they are held, and lets a number that is held be typed", () => {
    const held = { repeat: true };
    for (const stage of STAGES) {
      for (const key of ["u", "U", "1", "4"]) {
        const command = stage === NUMBER && key < "9" ? null : { kind: "swallow" };
        expect(commandOf(press(key, held), stage, "none", true), `${key} ${stage.kind}`).toEqual(command);
        expect(commandOf(press(key, held), stage, "text", true)).toBeNull();
      }
      expect(commandOf(press("x", held), stage, "none", true)).toBeNull();
    }
    expect(commandOf(press("a", held), CHOICE, "none", true)).toEqual({ kind: "swallow" });
    expect(commandOf(press("ArrowDown", held), CHOICE, "none", true)).toBeNull();
  });

  it("leaves every key alone that writes something, where single keys are switched off", () => {
    const singles = ["1", "4", "a", "A", "s", "b", "u", "m", "i", "e", "?", ".", "ס", "Dead", "Process"];
    const held = [{}, { repeat: true }, { shiftKey: true }];
    const typed: Stage = { kind: "question", type: "forward", options: 0, isTyped: true };
    for (const stage of [...STAGES, typed]) {
      for (const key of singles) {
        for (const more of held) {
          for (const focus of FOCI) expect(commandOf(press(key, more), stage, focus, false)).toBeNull();
        }
      }
      for (const key of [" ", "\u3000", "Enter", "ArrowDown", "Escape", "Tab"]) {
        for (const focus of FOCI)
          expect(commandOf(press(key), stage, focus, false)).toEqual(commandOf(press(key), stage, focus, true));
      }
      expect(commandOf(press("z", { ctrlKey: true }), stage, "none", false)).toEqual({ kind: "undo" });
    }
    expect(commandOf(press("Enter"), NUMBER, "answer-field", false)).toEqual({ kind: "reveal" });
  });

  it("undoes with Ctrl+Z and Cmd+Z, and leaves redo and the browser's own keys alone", () => {
    expect(commandOf(press("z", { ctrlKey: true }), ANSWER, "none", true)).toEqual({ kind: "undo" });
    expect(commandOf(press("z", { metaKey: true }), ANSWER, "control", true)).toEqual({ kind: "undo" });
    expect(commandOf(press("Z", { ctrlKey: true, shiftKey: true }), ANSWER, "none", true)).toBeNull();
    expect(commandOf(press("u", { ctrlKey: true }), ANSWER, "none", true)).toBeNull();
    expect(commandOf(press("1", { altKey: true }), ANSWER, "none", true)).toBeNull();
    expect(commandOf(press("1", { metaKey: true }), ANSWER, "none", true)).toBeNull();
  });

  it("leaves Space and Enter to the button that has the focus, once", () => {
    for (const stage of STAGES) {
      for (const key of [" ", "Enter"]) {
        expect(commandOf(press(key), stage, "control", true)).toBeNull();
        expect(commandOf(press(key, { repeat: true }), stage, "control", true)).toEqual({ kind: "swallow" });
      }
    }
  });

  it("leaves Enter to the link that has the focus, and goes on with Space, which does nothing there", () => {
    for (const stage of STAGES) {
      expect(commandOf(press("Enter"), stage, "link", true)).toBeNull();
      expect(commandOf(press(" "), stage, "link", true)).toEqual(commandOf(press(" "), stage, "none", true));
    }
  });

  it("compares the number with Enter in its field, and leaves the field its other keys", () => {
    expect(commandOf(press("Enter"), NUMBER, "answer-field", true)).toEqual({ kind: "reveal" });
    for (const key of [" ", "1", "u"]) expect(commandOf(press(key), NUMBER, "answer-field", true)).toBeNull();
    expect(commandOf(press("z", { ctrlKey: true }), NUMBER, "answer-field", true)).toBeNull();
  });

  const anyPress = fc.record({
    key: fc.constantFrom(" ", "Enter", "1", "2", "3", "4", "a", "b", "u", "z", "ArrowDown", "Escape", "Tab", "."),
    code: fc.constantFrom("", "Digit1", "KeyZ"),
    ctrlKey: fc.boolean(),
    metaKey: fc.boolean(),
    altKey: fc.boolean(),
    shiftKey: fc.boolean(),
    repeat: fc.boolean(),
  });
  const kindOf = (given: Press, stage: Stage, focus: Focus): string | null =>
    commandOf(given, stage, focus, true)?.kind ?? null;

  it("never acts on a key that is held or typed into a text", () => {
    fc.assert(
      fc.property(anyPress, fc.constantFrom(...STAGES), fc.constantFrom(...FOCI), (given, stage, focus) => {
        if (given.repeat) expect([null, "swallow"]).toContain(kindOf(given, stage, focus));
        if (focus === "text") expect(kindOf(given, stage, focus)).toBeNull();
      }),
    );
  });

  it("never grades what has no answer on the page", () => {
    fc.assert(
      fc.property(
        anyPress,
        fc.constantFrom(QUESTION, CHOICE, NUMBER, NOTICE, REST),
        fc.constantFrom(...FOCI),
        (given, stage, focus) => {
          expect(kindOf(given, stage, focus)).not.toBe("grade");
        },
      ),
    );
  });
});
