import { expect, test } from "vitest";
import type { CardId } from "../../../src/core/ids.ts";
import { makeSwitch } from "../../../src/core/log/make-event.ts";
import { HINDCAST_DAYS } from "../../../src/core/stats/hindcast.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { readHindcast } from "../../../src/worker/hindcast.ts";
import { DEVICE, forward, maker, scheduler } from "../../support/database/db-steps.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { content, deck, TEST_DECK } from "../../support/samples/cards.ts";
import { quickToForget, reviewEvents } from "../../support/samples/learner-log.ts";

const NAMES = Array.from({ length: 100 }, (_, i) => `fact-${i}`);
const ids: readonly CardId[] = NAMES.map(forward);
let db: Database;

useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, Date.now());
});

test("a long log says what was foretold 60 days ago and what happened; a short one says nothing", async () => {
  expect(await readHindcast(db, () => {})).toBeNull();
  const events = reviewEvents(quickToForget(100, 2400), ids, DEVICE);
  await merge(db, events, scheduler);
  const seen: number[] = [];
  const found = await readHindcast(db, ({ done, total }) => seen.push(done / total));
  const since = Date.now() - HINDCAST_DAYS * DAY_MS;
  const cardDays = new Set(
    events.filter(({ atMs }) => atMs > since).map(({ card, studyDay }) => `${card} ${studyDay}`),
  );
  const last = found?.answers.at(-1);
  expect(found && found.to - found.from).toBe(HINDCAST_DAYS - 1);
  // The day on which the forecast began may have been cut.
  expect(Math.abs((last?.happened ?? 0) - cardDays.size)).toBeLessThan(30);
  expect(last?.high).toBeGreaterThan(last?.low ?? 0);
  expect(seen.every((part) => part > 0 && part <= 1)).toBe(true);
});

test("a deck that was off then, and is on now, was not in the forecast", async () => {
  await merge(db, reviewEvents(quickToForget(100, 2400), ids, DEVICE), scheduler);
  const longAgo = Date.now() - 100 * DAY_MS;
  await merge(
    db,
    [
      makeSwitch(TEST_DECK, null, false, null, maker(longAgo)),
      makeSwitch(TEST_DECK, null, true, null, maker(Date.now() - 10 * DAY_MS)),
    ],
    scheduler,
  );
  expect((await readHindcast(db, () => {}))?.answers.at(-1)?.high).toBe(0);
});
