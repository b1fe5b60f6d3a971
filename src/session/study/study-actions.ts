/** All that the answers of a user need, and no question: loaded as one, while the first question is read. */

export { isRegister } from "../../core/log/event.ts";
export { makeBury, makeMet, makeReview, makeSeen, makeSuspend, makeUndo } from "../../core/log/make-event.ts";
export { isUndoable } from "../../core/log/undoable.ts";
export { schedulerFor } from "../../core/memory/scheduler.ts";
export { makeActionEvent } from "../../core/plan/card-action.ts";
export { setRegisters } from "../../store/log/registers.ts";
export { saveSetting } from "../../store/settings/save-setting.ts";
export { setMark, setWording } from "../../store/settings/set-own.ts";
export { setPlan } from "../../store/settings/set-plan.ts";
export { setSwitch } from "../../store/settings/set-switch.ts";
export { readComing } from "../../store/today/coming.ts";
export { declineOffer } from "../../store/today/offers.ts";
export { append } from "../../store/writing/append.ts";
export { nextUndo, undoLast } from "../../store/writing/undo.ts";
export { readEnd } from "./told/end-of-day.ts";
export { leechAfter } from "./told/leech-after.ts";
export { mixedUp } from "./told/mixed-up.ts";
export { gradeOf, gradeTakenBack, ratingOf, saidOf } from "./undo/grade-taken-back.ts";
