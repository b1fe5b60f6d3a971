import { nextDue } from "../../../core/plan/next-due.ts";
import type { Database } from "../../../store/opening/open.ts";
import { countSuspended } from "../../../store/states/suspended.ts";
import { countWaiting, readLater, readPutOff } from "../../../store/today/beyond-today.ts";
import { readOffer } from "../../../store/today/offers.ts";
import type { Today } from "../../../store/today/today.ts";
import { unread } from "../../common/unread.ts";
import type { SessionState } from "../session-state.ts";

/**
 * What is told where nothing is left: when the next card comes, how many never do unless they are called back, and an optional
 * chapter that may be begun. None is offered while no new cards come.
 */
export async function readEnd(db: Database, today: Today): Promise<Pick<SessionState, "next" | "suspended" | "offer">> {
  const [later, putOff, waiting, suspended, offer] = await Promise.all([
    readLater(db, today.now.today).catch(unread("the next study day", null)),
    readPutOff(db, today).catch(unread("what was put off", undefined)),
    countWaiting(db, today).catch(unread("how many cards wait", 0)),
    countSuspended(db).catch(unread("how many cards are suspended", 0)),
    today.plan?.catchUp ? null : readOffer(db).catch(unread("what could be offered", null)),
  ]);
  return { next: nextDue(today, later, putOff, waiting), suspended, offer };
}
