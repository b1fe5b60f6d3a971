import { expect, test, vi } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { cardByCard } from "../../../src/store/database/event-rows.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { eventsAt } from "../../../src/worker/stretch.ts";
import { scheduler } from "../../support/db-steps.ts";
import { reviews } from "../../support/long-log.ts";
import { useDatabase } from "../../support/use-database.ts";

const LOG: readonly Envelope[] = cardByCard(reviews(10));

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await merge(db, LOG, scheduler);
});

test("a stretch is asked for in pieces, since no browser hands over a large file in one answer", async () => {
  const asked = vi.spyOn(IDBObjectStore.prototype, "getAll");
  try {
    expect(await eventsAt(db, { from: 1, to: 5 })).toEqual(LOG);
    expect(asked).toHaveBeenCalled();
    for (const [, most] of asked.mock.calls) expect(most).toBeLessThanOrEqual(10_000);
  } finally {
    asked.mockRestore();
  }
});
