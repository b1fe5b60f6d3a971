/** Where the care for the data runs: here or in a worker. `care/care.ts` is the same for both. */
import { careForData } from "../care/care.ts";
import type { Guarded } from "../copies/record/open-guarded.ts";
import { jobClient, startWorker } from "../jobs/client.ts";
import { lend } from "../jobs/lend.ts";
import type { Outside } from "../jobs/outside.ts";
import { outsideHere } from "../session/common/outside-here.ts";

/** @returns whether anything was changed that pages show */
type Care = (guarded: Guarded, outside: Outside, budgetMs: number | undefined) => Promise<boolean>;

/** Ended with the background, wherever it stands; the next wake goes on from the last step that it kept. */
const careInWorker: Care = async (guarded, outside, budgetMs) => {
  // What this page has written is in the journal before anybody compares.
  await guarded.journaled();
  const jobs = jobClient(startWorker);
  const { lent, end } = lend(outside);
  let changed = guarded.restored !== null;
  const onSign = (any: boolean): void => {
    changed ||= any;
  };
  try {
    onSign(await jobs.care(lent, budgetMs, onSign));
    return changed;
  } catch (error) {
    // What was changed before that stays so, and pages are to look again.
    if (!changed) throw error;
    console.error("the worker that takes care of the data failed:", error);
    return true;
  } finally {
    jobs.cancel();
    end();
  }
};

/**
 * In Firefox the background is a page, and all pages of an extension share one thread: there it is left to a worker. Chromium's
 * background is a worker already, and can start no other one.
 */
export async function takeCare(guarded: Guarded, budgetMs?: number): Promise<boolean> {
  const care: Care = typeof Worker === "undefined" ? careForData : careInWorker;
  return care(guarded, await outsideHere(), budgetMs);
}
