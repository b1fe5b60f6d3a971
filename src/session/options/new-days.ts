/** Days that are given to many cards at once, or put back, as the page tells of it. */
import { same } from "../../core/same.ts";
import type { DaysGiven } from "../../jobs/new-days.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import {
  canPutBack,
  cardsUnreadable,
  type GivenDays,
  givenDaysIn,
  type Kept,
  type NewDays,
  readGivenDays,
  readKept,
} from "../../store/writing/given-days.ts";
import { isWorkerEnd } from "../common/worker-failure.ts";
import type { OptionsBase } from "./base.ts";
import { endedWith, IN_PART } from "./ended-with.ts";

/** Work that was begun and has not come to its end, here or on another page. */
export interface DaysBegun {
  readonly what: NonNullable<GivenDays["begun"]>;
  /** To how many cards it has come; where their days cannot be read, how many those are. */
  readonly cards: number;
}

export interface DaysStanding {
  readonly canPutBack: boolean;
  readonly begun: DaysBegun | null;
}

/**
 * @param onGiven since it was asked for last, cards were given other days, or had those before put back, by whichever page
 * @param isShown those that belong to what the page shows; others stay as they are
 */
export function daysStanding(base: OptionsBase, way: NewDays, onGiven: () => void) {
  let last: { readonly kept: Kept } | null = null;
  return async (isShown: (days: GivenDays) => boolean = () => true): Promise<DaysStanding> => {
    const [kept, standing] = await base.repeat(async () => {
      const found = await readKept(base.db, way);
      const given = givenDaysIn(found);
      const days = given && isShown(given) ? given : null;
      const isOffered = await canPutBack(base.db, days);
      return [found, { canPutBack: isOffered, begun: days && begunOf(days, isOffered) }] as const;
    });
    const isOther = last !== null && !same(last.kept, kept);
    last = { kept };
    if (isOther) onGiven();
    return standing;
  };
}

function begunOf(days: GivenDays, isOffered: boolean): DaysBegun | null {
  switch (days.begun) {
    case null:
      return null;
    case "giving":
      return { what: "giving", cards: days.given };
    case "puttingBack":
      return { what: "puttingBack", cards: days.putBack };
    case "unreadable":
      // Of what is mended by now the rest can be put back.
      return isOffered
        ? { what: "puttingBack", cards: days.putBack }
        : { what: "unreadable", cards: cardsUnreadable(days) };
  }
}

/** How it ended: with all cards; or early, where what was written by then stays so. */
export type DaysEnd =
  /** `meanwhile`: cards that were answered or changed, and stay as they are. */
  | { readonly kind: "whole"; readonly meanwhile: number }
  /** For what is left it is told why, see `DaysBegun`. */
  | { readonly kind: "begun" }
  | { readonly kind: "overtaken"; readonly by: Overtaking }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly sentence: string };

/** Why it ended early though nobody stopped it, see `DaysGiven`. */
type Overtaking = Exclude<DaysGiven["end"], "whole" | "begun">;

const OVERTAKEN: Record<Overtaking, MessageKey> = {
  otherWeights: "daysOtherWeights",
  putBack: "daysPutBackMeanwhile",
  given: "daysGivenMeanwhile",
  noExam: "daysNoExam",
};

/** The same as a sentence. */
export const overtakenText = (by: Overtaking): string => t(OVERTAKEN[by]);

/**
 * @param mustGoOn throws where the user has stopped it while the page still read
 * @param work in the worker
 * @throws what `work` throws where nothing was written
 */
export async function giveDays(
  base: OptionsBase,
  way: NewDays,
  what: "apply" | "takeBack",
  mustGoOn: () => void,
  work: () => Promise<DaysGiven>,
): Promise<DaysEnd> {
  const read = () => base.repeat(() => readGivenDays(base.db, way));
  const before = await read();
  mustGoOn();
  try {
    const { end, meanwhile } = await work();
    if (end === "whole") return { kind: end, meanwhile };
    return end === "begun" ? { kind: end } : { kind: "overtaken", by: end };
  } catch (error) {
    if (!isWorkerEnd(error)) throw error;
    // Where a worker that was ended still writes, this waits for that.
    const now = await read().catch((reason: unknown) => {
      console.error("which days were given could not be read:", reason);
      return undefined;
    });
    if (now !== undefined && same(before, now)) throw error;
    // It could tell nobody.
    base.changes.announce();
    // Where nobody knows, this claims nothing that may be false.
    if (now === undefined) return endedWith("giving days", error, IN_PART);
    // It was ended when all was written, and only the answer had not come yet.
    if (what === "takeBack" && now?.begun === "unreadable") return { kind: "begun" };
    const isWhole = what === "apply" ? now !== null && now.begun === null : now === null;
    return isWhole ? { kind: "whole", meanwhile: 0 } : endedWith("giving days", error, IN_PART);
  }
}
