import { LONGEST_ID } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { anyOf, laterAlso, oneOf, text, whole } from "../fields.ts";
import { laterValue, type RegisterEvent, replacing } from "../register-event.ts";

/** The key of more new cards on a day, see `plan/more-new.ts`. */
export const MORE_NEW = "more-new";

/**
 * What the learner means to do: a pause until a day, portions after an absence, an exam, more new cards on a day. The other keys
 * are in `plan/away.ts` and `memory/exam.ts`.
 */
export interface PlanEvent extends RegisterEvent {
  readonly kind: "plan";
}

export const plan = defineKind<PlanEvent>({
  name: "plan",
  concerns: "learner",
  undoable: false,
  // It is asked for where cards are answered, and goes as an answer does.
  isUndoable: ({ key }) => key === MORE_NEW,
  words: "event_plan",
  wordsOf: ({ key, value }) =>
    key !== MORE_NEW ? "event_plan_days" : value === null ? "event_plan_usualNew" : "event_plan_moreNew",
  fields: {
    key: text(LONGEST_ID),
    value: laterAlso(anyOf(oneOf(null), whole(0, 10_000_000), text(LONGEST_ID)), laterValue),
    ...replacing,
  },
  isRegister: true,
});
