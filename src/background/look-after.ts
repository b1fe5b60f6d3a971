import { takeSteps } from "../care/steps.ts";
import type { Guarded } from "../copies/record/open-guarded.ts";
import { wakeSoon } from "../platform/alarm.ts";
import { goOnWithFolder } from "./go-on-with-folder.ts";
import { takeCare } from "./take-care.ts";

/** Beside an exchange that has taken its share of the time that a browser gives a worker. */
const SHORT_CARE_MS = 7000;
/** A start of the browser and an alarm that is overdue come at once. */
const LOCK = "background-care";

/**
 * Whatever the background does for the data at each wake, and asks to be woken soon where there is more of it. While it is at
 * it already, another wake leaves all to that one: both would find today's copy missing, and save the same file.
 * @returns whether anything was changed that pages show
 */
export async function lookAfter(guarded: Guarded): Promise<boolean> {
  if (!("locks" in navigator)) return takeAll(guarded);
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) =>
    // Opening the database has perhaps brought something back, which the other one does not know.
    lock === null ? guarded.restored !== null : takeAll(guarded),
  );
}

function takeAll(guarded: Guarded): Promise<boolean> {
  let more = false;
  return takeSteps({
    "going on with the shared folder": async () => {
      const wentOn = await goOnWithFolder(guarded.db);
      more = wentOn.more;
      return wentOn.changed;
    },
    // Before the care, in which the browser may end the background.
    "asking to be woken soon": async () => {
      if (more) await wakeSoon();
    },
    "caring for the data": () => takeCare(guarded, more ? SHORT_CARE_MS : undefined),
  });
}
