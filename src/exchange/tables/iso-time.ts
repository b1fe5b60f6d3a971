import { MINUTE_MS } from "../../core/time/study-day.ts";

const pad = (value: number): string => String(Math.trunc(value)).padStart(2, "0");

/** An instant as it stood on the user's clock: `2026-11-23T21:07:00.123+01:00`. */
export function isoWithOffset(atMs: number, offsetMinutes: number): string {
  const local = new Date(atMs + offsetMinutes * MINUTE_MS).toISOString().slice(0, -1);
  const size = Math.abs(offsetMinutes);
  return `${local}${offsetMinutes < 0 ? "-" : "+"}${pad(size / 60)}:${pad(size % 60)}`;
}
