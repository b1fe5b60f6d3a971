import { expect, test, vi } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { cardByCard } from "../../../src/store/database/event-rows.ts";
import type { LogStretch } from "../../../src/store/log/stretch.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { eventsInRows, eventsInRowsOf } from "../../../src/worker/events-in-rows.ts";
import { NOW, scheduler } from "../../support/database/db-steps.ts";
import { idsOf, reviews } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { READS, watchRequests } from "../../support/database/watch-requests.ts";

const LOG: readonly Envelope[] = cardByCard(reviews(10));

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await merge(db, LOG, scheduler);
});

async function eventsAt(places: LogStretch): Promise<Envelope[]> {
  const found: (readonly Envelope[])[] = [];
  for await (const { events } of eventsInRows(db, places)) found.push(events);
  return found.flat();
}

test("a stretch is asked for in pieces, since no browser hands over a large file in one answer", async () => {
  const asked = vi.spyOn(IDBObjectStore.prototype, "getAll");
  try {
    expect(await eventsAt({ from: 1, to: 5 })).toEqual(LOG);
    expect(asked).toHaveBeenCalled();
    for (const [, most] of asked.mock.calls) expect(most).toBeLessThanOrEqual(10_000);
  } finally {
    asked.mockRestore();
  }
});

test.each([
  ["neighbours together, and nothing of what stands between them", [4, 1, 3], ["getAllKeys", "getAll"]],
  ["each of those that stand far apart by itself", [1, 9], ["get", "get"]],
  ["nothing where none is asked for", [], []],
])("of some rows are read %s", async (_, places, requests) => {
  // One row for each card, of which there are five, and then ten of one event each.
  await merge(db, reviews(10, NOW).reverse(), scheduler);
  const asked: string[] = [];
  let found: readonly Envelope[] = [];
  await watchRequests(
    READS,
    (method) => asked.push(method),
    async () => {
      found = await eventsInRowsOf(db, places);
    },
  );
  expect(asked.sort()).toEqual(requests.toSorted());
  const wanted = await Promise.all(places.map((place) => eventsAt({ from: place, to: place })));
  expect(idsOf(found)).toEqual(idsOf(wanted.flat()));
});
