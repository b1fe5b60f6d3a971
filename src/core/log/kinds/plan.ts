import { LONGEST_ID } from "../envelope-fields.ts";
import { defineKind } from "../event-kind.ts";
import { anyOf, laterAlso, oneOf, text, whole } from "../fields.ts";
import { laterValue, type RegisterEvent, replacing } from "../register-event.ts";

/**
 * What the learner means to do: a pause until a day, portions after an absence, an exam. The keys are in `plan/away.ts` and
 * `memory/exam.ts`.
 */
export interface PlanEvent extends RegisterEvent {
  readonly kind: "plan";
}

export const plan = defineKind<PlanEvent>({
  name: "plan",
  concerns: "learner",
  undoable: false,
  words: "event_plan",
  fields: {
    key: text(LONGEST_ID),
    value: laterAlso(anyOf(oneOf(null), whole(0, 10_000_000), text(LONGEST_ID)), laterValue),
    ...replacing,
  },
  isRegister: true,
});
