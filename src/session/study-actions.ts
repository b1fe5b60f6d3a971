/** All that the answers of a user need, and no question: loaded as one, while the first question is read. */
export { makeMet, makeReview, makeSeen, makeUndo } from "../core/log/make-event.ts";
export { isUndoable } from "../core/log/undoable.ts";
export { schedulerFor } from "../core/memory/scheduler.ts";
export { append } from "../store/append.ts";
export { declineOffer, readOffer } from "../store/offers.ts";
export { setRegisters } from "../store/registers.ts";
export { setSwitch } from "../store/set-switch.ts";
export { canUndo, undoLast } from "../store/undo.ts";
