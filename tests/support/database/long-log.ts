/** Logs that are longer than anybody would grade in a test. */
import type { DeviceId, EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import type { ReviewEvent } from "../../../src/core/log/kinds.ts";
import { makeReview } from "../../../src/core/log/make-event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { card } from "../samples/cards.ts";
import { DEVICE, maker, NOW } from "./db-steps.ts";

const MINUTE_MS = 60_000;

/** Reviews of the cards a to e in turn, a minute apart. */
export const reviews = (count: number, fromMs = NOW - count * MINUTE_MS, device: DeviceId = DEVICE): ReviewEvent[] =>
  inTurn(["a", "b", "c", "d", "e"], count, fromMs, device);

/** The same of one card. */
export const reviewsOf = (name: string, count: number, fromMs = NOW - count * MINUTE_MS): ReviewEvent[] =>
  inTurn([name], count, fromMs, DEVICE);

/** Reviews of each of some cards, all of one card on one day of the week that is over. */
export const reviewsOfEach = (names: readonly string[], count: number): ReviewEvent[] =>
  names.flatMap((name, i) => reviewsOf(name, count, NOW - (2 + (i % 7)) * DAY_MS));

function inTurn(names: readonly string[], count: number, fromMs: number, device: DeviceId): ReviewEvent[] {
  const cards = names.map((name) => card(name));
  return Array.from({ length: count }, (_, i) => {
    const nowMs = fromMs + i * MINUTE_MS;
    const answer = {
      rating: 3,
      wait: { unit: "days", count: 3 },
      shownAtMs: nowMs,
      surface: "popup",
      factRevision: 1,
    } as const;
    return makeReview(cards[i % cards.length] as (typeof cards)[0], answer, maker(nowMs, device));
  });
}

export const idsOf = (events: readonly Envelope[]): EventId[] => events.map(({ id }) => id).sort();
