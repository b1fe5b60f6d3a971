import { attendedMs } from "../../platform/attention.ts";
import type { FirstLook, Kept } from "../../session/kept/kept-card.ts";
import { focusStage } from "../study/focus-stage.ts";
import { holdPresses } from "./hold-presses.ts";
import { grown } from "./markup.ts";

/** A first look that takes presses, too. */
export interface HeldLook extends FirstLook {
  /** Does what was pressed meanwhile. */
  readonly letGo: () => void;
}

/** Puts up the card that was kept, as a page would draw it; null where it was not kept as such. */
export function firstLook({ card, drawn }: Kept, surface: "popup" | "newtab"): HeldLook | null {
  const { content, isTyped } = card.view;
  const look = grown(drawn?.[surface]);
  if (look?.querySelector("[data-card]")?.getAttribute("data-card") !== content.id) return null;
  // With the line breaks that stand there, nothing would be what is drawn later.
  document.body.replaceChildren(look);
  // A new tab belongs to the address bar.
  if (surface === "popup") focusStage(document.body);
  const options = look.querySelectorAll("[data-option]").length;
  const type = options > 0 ? "choice" : content.type;
  const letGo = holdPresses({ kind: "question", type, options, isTyped: isTyped === true });
  return { card, shownAtMs: attendedMs(), letGo };
}
