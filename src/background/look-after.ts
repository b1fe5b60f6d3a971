import { takeSteps } from "../care/steps.ts";
import type { Guarded } from "../copies/record/open-guarded.ts";
import { wakeSoon } from "../platform/alarm.ts";
import { goOnWithFolder } from "./go-on-with-folder.ts";
import { takeCare } from "./take-care.ts";

/** Beside an exchange that has taken its share of the time that a browser gives a worker. */
const SHORT_CARE_MS = 7000;

/**
 * Whatever the background does for the data at each wake, and asks to be woken soon where there is more of it.
 * @returns whether anything was changed that pages show
 */
export async function lookAfter(guarded: Guarded): Promise<boolean> {
  let more = false;
  const changed = await takeSteps({
    "going on with the shared folder": async () => {
      const wentOn = await goOnWithFolder(guarded.db);
      more = wentOn.more;
      return wentOn.changed;
    },
    "caring for the data": () => takeCare(guarded, more ? SHORT_CARE_MS : undefined),
  });
  if (more) await wakeSoon();
  return changed;
}
