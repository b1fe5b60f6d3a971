import { careForData, type OnSign } from "../care/care.ts";
import type { Lent } from "../jobs/outside.ts";
import { onLoan } from "./on-loan.ts";

/**
 * The care that the background takes where it shares its thread with all pages, as in Firefox: a grade waits for no step then.
 * Each step keeps how far it has come, so this worker may be ended anywhere.
 * @param onSign see `careForData`
 * @returns whether anything was changed that pages show
 */
export function careOnLoan(lent: Lent, budgetMs: number | undefined, onSign: OnSign): Promise<boolean> {
  let changed = false;
  const sign: OnSign = (any) => {
    changed = any;
    onSign(any);
  };
  return onLoan(
    lent,
    () => onSign(changed),
    (guarded, outside) => careForData(guarded, outside, budgetMs, sign),
  );
}
