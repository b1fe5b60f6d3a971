/** Days that are given to many cards at once, or put back, as the page tells of it. */
import { same } from "../../core/same.ts";
import type { Rescheduling } from "../../jobs/fit.ts";
import { type GivenDays, type NewDays, readGivenDays } from "../../store/writing/given-days.ts";
import { isWorkerEnd } from "../common/worker-failure.ts";
import type { OptionsBase } from "./base.ts";
import { endedWith, IN_PART } from "./ended-with.ts";

/** Work that was begun and has not come to its end, here or on another page, and to how many cards it has come. */
export interface DaysBegun {
  readonly what: NonNullable<GivenDays["begun"]>;
  readonly cards: number;
}

export interface DaysStanding {
  readonly canPutBack: boolean;
  readonly begun: DaysBegun | null;
}

export async function daysStanding(base: OptionsBase, way: NewDays): Promise<DaysStanding> {
  const days = await base.repeat(() => readGivenDays(base.db, way));
  if (!days?.begun) return { canPutBack: days !== null, begun: null };
  return { canPutBack: true, begun: { what: days.begun, cards: days.begun === "giving" ? days.given : days.putBack } };
}

/** How it ended: with all cards; or early, where what was written by then stays so. */
export type DaysEnd =
  /** `meanwhile`: cards that were answered or changed, and stay as they are. */
  | { readonly kind: "whole"; readonly meanwhile: number }
  /** Another page has changed what it goes by, other weights are not in every card yet, or the day of the exam has come. */
  | { readonly kind: "overtaken" }
  /** Days that cannot be read were not put back. */
  | { readonly kind: "unreadable"; readonly cards: number }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly sentence: string };

/**
 * @param work in the worker
 * @throws what `work` throws where nothing was written
 */
export async function giveDays(
  base: OptionsBase,
  way: NewDays,
  what: "apply" | "takeBack",
  work: () => Promise<Rescheduling>,
): Promise<DaysEnd> {
  const read = () => base.repeat(() => readGivenDays(base.db, way));
  const before = await read();
  try {
    const { isWhole, meanwhile, unreadable } = await work();
    if (unreadable > 0) return { kind: "unreadable", cards: unreadable };
    return isWhole ? { kind: "whole", meanwhile } : { kind: "overtaken" };
  } catch (error) {
    if (!isWorkerEnd(error)) throw error;
    // Where a worker that was ended still writes, this waits for that.
    const now = await read();
    if (same(before, now)) throw error;
    // It could tell nobody.
    base.changes.announce();
    // It was ended when all was written, and only the answer had not come yet.
    const isWhole = what === "apply" ? now !== null && now.begun === null : now === null;
    return isWhole ? { kind: "whole", meanwhile: 0 } : endedWith("giving days", error, IN_PART);
  }
}
