import { DAY_MS, HOUR_MS } from "./study-day.ts";

/** For how long a new tab stays quiet: until an instant, or for this tab and so many more. */
export type Quiet =
  | { readonly kind: "until"; readonly untilMs: number }
  | { readonly kind: "tabs"; readonly more: number };

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
export const quietText = (quiet: Quiet): string =>
  quiet.kind === "until" ? `until ${quiet.untilMs}` : `tabs ${quiet.more}`;

/** From such text; null for anything else. */
export function quietFrom(text: string | null): Quiet | null {
  const [, kind, digits] = /^(until|tabs) (\d{1,16})$/.exec(text ?? "") ?? [];
  if (digits === undefined) return null;
  return kind === "until" ? { kind, untilMs: Number(digits) } : { kind: "tabs", more: Number(digits) };
}
