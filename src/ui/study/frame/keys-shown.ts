/** Which keys are told of what is shown: those that do something there, in the order in which they are told. */
import type { MessageKey } from "../../../platform/i18n.ts";

/** What Space and Enter do: turn a card, grade it Good or Again, take what is typed, go on, or nothing. */
export type NextKey = "reveal" | "grade" | "forgot" | "check" | "read" | "none";

export interface Around {
  readonly goOn: NextKey;
  /** There is something to take back. */
  readonly canUndo: boolean;
  /** Something can be typed: in its field U is a letter like any other. */
  readonly hasField: boolean;
  /** A letter, a digit or a punctuation mark acts by itself. */
  readonly hasSingleKeys: boolean;
}

type Key = readonly [name: MessageKey, what: MessageKey];

const GO_ON: Readonly<Record<NextKey, readonly Key[]>> = {
  reveal: [["keysShow", "keysShowWhat"]],
  grade: [
    ["keysShow", "gradeGood"],
    ["keysGrade", "keysGradeWhat"],
  ],
  forgot: [
    ["keysShow", "gradeAgain"],
    ["keysGrade", "keysGradeWhat"],
  ],
  check: [["keysCheck", "keysCheckWhat"]],
  read: [["keysShow", "keysGoOnWhat"]],
  none: [],
};

export function keysShown({ goOn, canUndo, hasField, hasSingleKeys }: Around): readonly Key[] {
  const undo: Key = [
    hasField || !hasSingleKeys ? "keysUndoTyped" : "keysUndo",
    hasField ? "keysUndoTypedWhat" : "keysUndoWhat",
  ];
  return [
    ...GO_ON[goOn].filter(([name]) => hasSingleKeys || name !== "keysGrade"),
    ...(canUndo ? [undo] : []),
    // While an answer is typed, ? is a letter of it.
    ...(goOn === "check" || !hasSingleKeys ? [] : [["moreOpen", "keysCloseWhat"] satisfies Key]),
    ["keysEscape", "keysEscapeWhat"],
  ];
}
