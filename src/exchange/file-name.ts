import { MINUTE_MS } from "../core/time/study-day.ts";

/**
 * A name that sorts by the day on the user's calendar, such as `osteon-2026-11-23.json`.
 * @param what stands before the date, for instance `osteon` or `osteon-reviews`
 * @param offsetMinutes minutes that local time is ahead of UTC
 * @param ending without the dot
 */
export function datedFileName(what: string, nowMs: number, offsetMinutes: number, ending: string): string {
  const day = new Date(nowMs + offsetMinutes * MINUTE_MS).toISOString().slice(0, 10);
  return `${what}-${day}.${ending}`;
}
