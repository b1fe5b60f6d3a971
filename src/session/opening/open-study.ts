/** How popup and new tab begin: with the card that was kept, or, where none was, with the session. */
import type { Surface } from "../../core/log/kinds/review.ts";
import { readKeptText } from "../../platform/kept-text.ts";
import type { Drawn } from "../study/drawn.ts";
import { keptCard } from "../study/kept-card.ts";
import { here } from "../study/kept-here.ts";
import type { BegunSession, LiveSession } from "../study/live-session.ts";
import { afterPaint } from "./after-paint.ts";
import { keptFirst } from "./kept-first.ts";
import { BLANK, untilBegun } from "./until-begun.ts";

/** The session with database and plan of the day comes apart from the page's first script, which draws a kept card alone. */
export function openStudy(surface: Surface): LiveSession {
  const begin = async (drawn?: () => Drawn): Promise<BegunSession> => {
    const { startSession } = await import("../study/live-session.ts");
    return startSession(surface, { drawn });
  };
  const kept = keptCard(readKeptText(), here());
  if (kept) return keptFirst(kept, (drawn) => afterPaint().then(() => begin(drawn)));
  const beginning = untilBegun(BLANK, begin());
  return { ...beginning, ready: beginning.opened };
}
