/** What is kept for the next study day is what that day begins with, at whatever time its first page is opened. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Rating } from "../../../../../src/core/memory/rating.ts";
import { buildQueue } from "../../../../../src/core/plan/queue.ts";
import { nowAt } from "../../../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS } from "../../../../../src/core/time/study-day.ts";
import { here } from "../../../../../src/session/common/kept-here.ts";
import { NOT_YET } from "../../../../../src/session/opening/until-begun.ts";
import { keptEver, keptIn } from "../../../../../src/session/study/kept/kept-card.ts";
import { tomorrowText } from "../../../../../src/session/study/kept/tomorrow.ts";
import { START } from "../../../../../src/session/study/session-state.ts";
import { toSession } from "../../../../../src/session/study/to-session.ts";
import { installDeck } from "../../../../../src/store/decks/install-deck.ts";
import { openDatabase } from "../../../../../src/store/opening/open.ts";
import { saveSetting } from "../../../../../src/store/settings/save-setting.ts";
import { readToday } from "../../../../../src/store/today/today.ts";
import { deleteDatabase, grade, maker, NOW, scheduler } from "../../../../support/database/db-steps.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { stubPage } from "../../../../support/session/page-stub.ts";
import "fake-indexeddb/auto";

const clock = { nowMs: () => Date.now(), offsetAt: () => 60, randomBytes: (count: number) => new Uint8Array(count) };
const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"];

beforeEach(() => {
  stubPage();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Days of study: on each, answers some minutes apart. */
const DAYS = fc.array(
  fc.array(
    fc.record({ rating: fc.constantFrom<Rating>(1, 1, 2, 3, 4), afterMinutes: fc.integer({ min: 0, max: 90 }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
  { minLength: 1, maxLength: 3 },
);

test("whatever was answered, the card that is kept for the next day is the one with which it begins", async () => {
  let [kept, none] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      DAYS,
      fc.integer({ min: 0, max: DAY_MS - 1 }),
      fc.integer({ min: 0, max: 4 }),
      async (days, laterMs, newPerDay) => {
        const db = await openDatabase();
        try {
          await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
          await saveSetting(db, "newPerDay", newPerDay, () => maker(NOW));
          let nowMs = NOW;
          for (const [day, answers] of days.entries()) {
            nowMs = NOW + day * DAY_MS;
            for (const { rating, afterMinutes } of answers) {
              nowMs += (afterMinutes / 60) * HOUR_MS;
              const [card] = buildQueue(await readToday(db, nowMs, clock.offsetAt)).cards;
              if (card) await grade(db, card, rating, nowMs);
            }
          }
          const text = await tomorrowText(db, { now: nowAt(nowMs, clock.offsetAt, 4) }, null, NOT_YET, clock);
          vi.spyOn(Date, "now").mockReturnValue(nowMs);
          expect(keptIn(text, here())).toBeNull();
          const from = keptEver(text)?.at.nowMs;
          if (text === null || from === undefined) {
            none++;
            return;
          }
          vi.mocked(Date.now).mockReturnValue(from + laterMs);
          const found = keptIn(text, { ...here(), offsetMinutes: 60 });
          if (!found) return;
          kept++;
          const today = await readToday(db, from + laterMs, clock.offsetAt);
          const queue = buildQueue(today);
          const { counts, dayEndsAtMs, isBeginner } = toSession({ ...START, today, queue }, null, null, NOT_YET);
          const { view, revision, deckLanguage: _, ...around } = found.card;
          expect({ card: view.content.id, revision, ...around }).toEqual({
            ...{ card: queue.cards[0]?.id, revision: queue.cards[0]?.revision },
            ...{ counts, dayEndsAtMs, isBeginner },
          });
        } finally {
          db.close();
          await deleteDatabase();
        }
      },
    ),
    { numRuns: 60 },
  );
  // Both were met, or this would say nothing.
  expect(kept).toBeGreaterThan(10);
  expect(none).toBeGreaterThan(0);
});
