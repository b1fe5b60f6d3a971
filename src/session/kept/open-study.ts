/** How popup and new tab begin: with the card that was kept, or, where none was, with the session. */
import type { Surface } from "../../core/log/kinds/review.ts";
import { attendedMs } from "../../platform/attention.ts";
import { readKeptText } from "../../platform/kept-text.ts";
import { type LiveSession, startSession } from "../live-session.ts";
import { here } from "./here.ts";
import { type FirstLook, keptIn } from "./kept-card.ts";
import { keptFirst } from "./kept-first.ts";
import { BLANK, untilBegun } from "./until-begun.ts";

/**
 * @param first what stands on the page already; else what was kept is read here
 * @param drawn a kept card comes before the database: that is not asked for sooner than this
 */
export function openStudy(surface: Surface, first: FirstLook | null, drawn: Promise<void>): LiveSession {
  const card = first?.card ?? keptIn(readKeptText(), here())?.card;
  if (card) {
    const begin = async (how: Parameters<Parameters<typeof keptFirst>[1]>[0]) => {
      await drawn;
      return startSession(surface, { drawn: how });
    };
    return keptFirst(card, begin, attendedMs, first?.shownAtMs);
  }
  const beginning = untilBegun(BLANK, Promise.resolve(startSession(surface)));
  return { ...beginning, ready: beginning.opened };
}
