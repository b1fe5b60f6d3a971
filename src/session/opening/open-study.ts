/** How popup and new tab begin: with the card that was kept, or, where none was, with the session. */
import type { Surface } from "../../core/log/kinds/review.ts";
import { attendedMs } from "../../platform/attention.ts";
import { readKeptText } from "../../platform/kept-text.ts";
import { here } from "../common/kept-here.ts";
import { type FirstLook, keptIn } from "../study/kept/kept-card.ts";
import { type LiveSession, startSession } from "../study/live-session.ts";
import { keptFirst } from "./kept-first.ts";
import { BLANK, untilBegun } from "./until-begun.ts";

/**
 * @param first the kept card that stands on the page already; else what was kept is read here
 * @param isDrawn a kept card comes before the database: that is not asked for sooner than this resolves
 */
export function openStudy(surface: Surface, first: FirstLook | null, isDrawn: Promise<void>): LiveSession {
  const card = first?.card ?? keptIn(readKeptText(), here())?.card;
  if (card)
    return keptFirst(
      card,
      (drawn) => isDrawn.then(() => startSession(surface, { drawn })),
      attendedMs,
      first?.shownAtMs,
    );
  const beginning = untilBegun(BLANK, Promise.resolve(startSession(surface)));
  return { ...beginning, ready: beginning.opened };
}
