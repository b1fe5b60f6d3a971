/** All that the answers of a user need, and no question: loaded as one, while the first question is read. */

export { isRegister } from "../core/log/event.ts";
export { makeBury, makeMet, makeReview, makeSeen, makeSuspend, makeUndo } from "../core/log/make-event.ts";
export { isUndoable } from "../core/log/undoable.ts";
export { schedulerFor } from "../core/memory/scheduler.ts";
export { makeActionEvent } from "../core/plan/card-action.ts";
export { append } from "../store/append.ts";
export { readComing } from "../store/coming.ts";
export { declineOffer } from "../store/offers.ts";
export { setRegisters } from "../store/registers.ts";
export { saveSetting } from "../store/save-setting.ts";
export { setMark, setWording } from "../store/set-own.ts";
export { setPlan } from "../store/set-plan.ts";
export { setSwitch } from "../store/set-switch.ts";
export { nextUndo, undoLast } from "../store/undo.ts";
export { readEnd } from "./end-of-day.ts";
export { gradeOf, gradeTakenBack, ratingOf, saidOf } from "./grade-taken-back.ts";
export { leechAfter } from "./leech-after.ts";
export { mixedUp } from "./mixed-up.ts";
