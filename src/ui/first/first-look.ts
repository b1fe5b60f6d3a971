import { attendedMs } from "../../platform/attention.ts";
import type { FirstLook, KeptQuestion } from "../../session/study/kept/kept-card.ts";
import { type HeldPresses, holdPresses } from "./hold-presses.ts";
import { grown } from "./markup.ts";

/** Puts up the card that was kept as the page before drew it, and holds what is pressed; null where no such look was kept. */
export function firstLook(
  { card, looks }: KeptQuestion,
  surface: "popup" | "newtab",
): (FirstLook & HeldPresses) | null {
  const look = grown(looks?.[surface]);
  if (look?.querySelector("[data-card]")?.getAttribute("data-card") !== card.view.content.id) return null;
  document.body.replaceChildren(look);
  return { card, shownAtMs: attendedMs(), ...holdPresses() };
}
