import type { OffsetAt } from "../../../src/core/time/study-day.ts";

/** The offset of a real time zone at an instant, from the engine's own zone data. */
export function zone(name: string): OffsetAt {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsetAt: OffsetAt = (atMs) => {
    const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
    return Math.round((wallMs - Math.floor(atMs / 1000) * 1000) / 60_000);
  };
  // The engine takes long, and the same instants are asked for again and again.
  const known = new Map<number, number>();
  return (atMs) => {
    const offset = known.get(atMs) ?? offsetAt(atMs);
    known.set(atMs, offset);
    return offset;
  };
}

export const UTC: OffsetAt = () => 0;
