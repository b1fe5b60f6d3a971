import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventId } from "../../../src/core/ids.ts";
import type { OsteonEvent } from "../../../src/core/log/event.ts";
import { countedByCard } from "../../../src/core/log/fold.ts";
import { nowAt } from "../../../src/core/plan/now.ts";
import { canonicalJson } from "../../../src/exchange/canonical.ts";
import { replacementEvents, unionOf } from "../../../src/exchange/replacement.ts";
import { randomHistory } from "../../anki/random-history.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const MOMENT = nowAt(NOW_MS, () => 60, 4);
const EVENTS = randomHistory({ seed: 8, cards: 6, reviewsPerCard: 5, nowMs: NOW_MS, offsetAt: () => 60 }).events;
/** Any part of a history, with its undos or without them. */
const part = fc.subarray([...EVENTS]);

/** What counts, whatever the ids. */
const counted = (events: readonly OsteonEvent[]): string[] =>
  countedByCard(events)
    .map(({ id: _, ...content }) => canonicalJson(content))
    .sort();

describe("replacing a log by a backup", () => {
  it("makes exactly the backup's reviews count, only by adding", async () => {
    expect(EVENTS.some(({ kind }) => kind === "undo")).toBe(true);
    await fc.assert(
      fc.asyncProperty(part, part, async (here, backup) => {
        const added = await replacementEvents(here, backup, MOMENT);
        const after = unionOf(unionOf(here, backup), added);
        expect(counted(after)).toEqual(counted(backup));
        expect(new Set(after.map(({ id }) => id)).size).toBe(
          new Set([...here, ...backup].map(({ id }) => id)).size + added.length,
        );
      }),
    );
  });

  it("adds nothing the second time, and finds the way back", async () => {
    await fc.assert(
      fc.asyncProperty(part, part, async (here, backup) => {
        const after = unionOf(unionOf(here, backup), await replacementEvents(here, backup, MOMENT));
        expect(await replacementEvents(after, backup, MOMENT)).toEqual([]);
        const back = await replacementEvents(after, here, MOMENT);
        expect(counted(unionOf(after, back))).toEqual(counted(here));
      }),
    );
  });

  it("takes a review that came back through Anki and the one that was made here for one", async () => {
    const returned = part.map((events) => events.map(throughAnki));
    await fc.assert(
      fc.asyncProperty(part, returned, async (here, backup) => {
        const added = await replacementEvents(here, backup, MOMENT);
        const after = unionOf(unionOf(here, backup), added);
        expect(answers(after)).toEqual(answers(backup));
        expect(await replacementEvents(after, backup, MOMENT)).toEqual([]);
      }),
    );
  });
});

/** The event as another Osteon would have it that got it from Anki. */
function throughAnki(event: OsteonEvent): OsteonEvent {
  const id = (known: EventId) => `${known.slice(0, -4)}anki` as EventId;
  if (event.kind === "undo") return { ...event, id: id(event.id), undoes: id(event.undoes) };
  return event.kind === "review" ? { ...event, id: id(event.id), surface: "import" } : event;
}

/** The reviews that count, by what both programs know of them. */
const answers = (events: readonly OsteonEvent[]): string[] =>
  countedByCard(events)
    .map(({ card, atMs, rating }) => `${card} ${atMs} ${rating}`)
    .sort();
