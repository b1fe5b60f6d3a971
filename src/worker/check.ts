import { leftOf, total } from "../copies/check/findings.ts";
import { examine } from "../copies/record/health.ts";
import type { CheckResult } from "../jobs/messages.ts";
import type { Lent } from "../jobs/outside.ts";
import { bundledDecks } from "../platform/bundled-decks.ts";
import { systemClock } from "../platform/clock.ts";
import { onLoan } from "./on-loan.ts";

/** @param mended how many differences are mended by then */
type OnCheckProgress = (done: number, total: number, mended: number) => void;

/**
 * The check that somebody waits for on a page. Each of its steps keeps what it has mended, so this worker may be ended anywhere.
 * @param onProgress told after each step, and between the pieces of long ones, that it goes on
 */
export const checkEverything = (lent: Lent, onProgress: OnCheckProgress): Promise<CheckResult> =>
  onLoan(lent, async ({ db }, { place, goOn }) => {
    let [far, mended] = [{ done: 0, total: 0 }, 0];
    const sign = (): void => onProgress(far.done, far.total, mended);
    const { isWhole, ...checked } = await examine(db, place, bundledDecks, systemClock.nowMs(), {
      onProgress: (progress) => {
        far = progress;
        sign();
      },
      onChecked: (found) => {
        mended = total(found.mended);
      },
      goOn: () => {
        sign();
        return goOn();
      },
    });
    const { events, cards } = checked;
    return { events, cards, mended: total(checked.mended), left: total(leftOf(checked)), isWhole };
  });
