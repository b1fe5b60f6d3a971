import { leftOf, NOTHING_CHECKED, total } from "../copies/check/findings.ts";
import { type CheckedAll, examine } from "../copies/record/health.ts";
import { NotWaitedError } from "../core/log/place.ts";
import { type Progress, UNKNOWN_PROGRESS } from "../core/progress.ts";
import type { CheckResult } from "../jobs/messages.ts";
import type { Lent } from "../jobs/outside.ts";
import { bundledDecks } from "../platform/bundled-decks.ts";
import { systemClock } from "../platform/clock.ts";
import { onLoan } from "./on-loan.ts";

/** @param mended how many differences are mended by then */
export type OnChecked = (progress: Progress, mended: number) => void;

/**
 * The check that somebody waits for on a page. Each of its steps keeps what it has mended, so this worker may be ended anywhere.
 * @param onChecked told after each step, between the pieces of long ones, and while it waits for a lock, that it goes on
 */
export async function checkEverything(lent: Lent, onChecked: OnChecked): Promise<CheckResult> {
  let [far, checked] = [UNKNOWN_PROGRESS, NOTHING_CHECKED];
  const sign = (): void => onChecked(far, total(checked.mended));
  const check = onLoan(lent, sign, ({ db }, { place, goOn }) =>
    examine(db, place, bundledDecks, systemClock.nowMs(), {
      onProgress: (progress) => {
        far = progress;
        sign();
      },
      onChecked: (found) => {
        const isMore = total(found.mended) > total(checked.mended);
        checked = found;
        // Whatever comes next may fail, and nothing more be said.
        if (isMore) sign();
      },
      goOn: () => {
        sign();
        return goOn();
      },
    }),
  );
  const ended = await check.catch((error: unknown): CheckedAll => {
    // It was stopped while somebody else had the second record for himself.
    if (error instanceof NotWaitedError) return { ...checked, isWhole: false };
    throw error;
  });
  const { events, cards, mended, isWhole } = ended;
  return { events, cards, mended: total(mended), left: total(leftOf(ended)), isWhole };
}
