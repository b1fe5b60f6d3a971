import { careForData, type OnSign } from "../care/care.ts";
import { openGuarded } from "../copies/record/open-guarded.ts";
import { borrowed, type Lent } from "../jobs/outside.ts";
import { recordLock } from "../platform/record/lock.ts";

/**
 * The care that the background takes where it shares its thread with all pages, as in Firefox: a grade waits for no step then.
 * Each step keeps how far it has come, so this worker may be ended anywhere.
 * @param onSign see `careForData`
 * @returns whether anything was changed that pages show
 */
export async function takeCare(lent: Lent, budgetMs: number | undefined, onSign: OnSign): Promise<boolean> {
  const outside = borrowed(lent, recordLock);
  const guarded = await openGuarded({}, async () => outside.place);
  try {
    return await careForData(guarded, outside, budgetMs, onSign);
  } finally {
    await guarded.journaled();
    guarded.db.close();
    lent.port.close();
  }
}
