/** Keeps what the page that is opened next will show first: the card in front or, at the end of a day, what the next one begins with. */
import { systemClock } from "../../../platform/clock.ts";
import type { Database } from "../../../store/opening/open.ts";
import type { SessionState } from "../session-state.ts";
import type { SessionActions, ShownSession } from "../session-view.ts";
import { tomorrowKeeper } from "./keep-tomorrow.ts";
import { keepFront } from "./kept-of.ts";

/**
 * @param db at the moment of a call; null until it is open
 * @param onKept what the next day begins with is kept, and something else was before
 * @returns to be told of a session whenever it has changed
 */
export function nextKeeper(
  db: () => Database | null,
  actions: SessionActions,
  onKept: () => void,
): (session: ShownSession, state: SessionState) => void {
  const tomorrow = tomorrowKeeper(async (today, before) => {
    const { tomorrowText } = await import("./tomorrow.ts");
    const opened = db();
    return opened && tomorrowText(opened, today, before, actions, systemClock);
  }, onKept);
  return (session, state) => {
    if (session.view.kind === "done" && state.today) tomorrow.over(state.today);
    else {
      tomorrow.notOver();
      keepFront(session, state);
    }
  };
}
