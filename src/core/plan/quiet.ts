import { DAY_MS, HOUR_MS } from "../time/study-day.ts";

/** For how long a new tab stays quiet: until an instant, for this tab and so many more, or since a day's cards are done. */
export type Quiet =
  | { readonly kind: "until"; readonly untilMs: number }
  | { readonly kind: "tabs"; readonly more: number }
  | Enough;

/** So many cards were answered as the learner wants a day. Kept with 0 cards where the learner goes on after all. */
export interface Enough {
  readonly kind: "enough";
  readonly cards: number;
  /** The end of that study day. */
  readonly untilMs: number;
}

/** The numbers of tabs that can be chosen. */
export const QUIET_TABS = [3, 10, 30] as const;

/** A study day has 25 hours at most. What lies further ahead was set by a clock that ran ahead, and is not followed. */
const LONGEST_MS = DAY_MS + HOUR_MS;

/** What is left of it when another tab is opened; null where the tab is for study again. */
export function onNewTab(quiet: Quiet | null, nowMs: number): Quiet | null {
  if (quiet === null) return null;
  if (quiet.kind === "tabs") return quiet.more > 0 ? { kind: "tabs", more: quiet.more - 1 } : null;
  const isOver = nowMs >= quiet.untilMs || quiet.untilMs - nowMs > LONGEST_MS;
  return isOver ? null : quiet;
}

/** As text to be kept. */
export const quietText = (quiet: Quiet): string => {
  if (quiet.kind === "tabs") return `tabs ${quiet.more}`;
  return quiet.kind === "until" ? `until ${quiet.untilMs}` : `enough/${quiet.cards} ${quiet.untilMs}`;
};

/** From such text; null for anything else. */
export function quietFrom(text: string | null): Quiet | null {
  const [, kind, cards, digits] = /^(until|tabs|enough\/(\d{1,4})) (\d{1,16})$/.exec(text ?? "") ?? [];
  if (digits === undefined) return null;
  if (cards !== undefined) return { kind: "enough", cards: Number(cards), untilMs: Number(digits) };
  return kind === "until" ? { kind, untilMs: Number(digits) } : { kind: "tabs", more: Number(digits) };
}
