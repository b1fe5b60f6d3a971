import { expect, test } from "vitest";
import { idsHere } from "../../../../src/store/log/maybe-here.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { watchTransactions } from "../../../support/database/open-transactions.ts";
import { useDatabase } from "../../../support/database/use-database.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

test("of many events, those that are here are found by their ids", async () => {
  const all = reviews(6000);
  const here = all.filter((_, i) => i % 3 === 0).map(({ id }) => id);
  await merge(
    db,
    all.filter(({ id }) => here.includes(id)),
    scheduler,
  );
  const found = await idsHere(
    db,
    all.map(({ id }) => id),
  );
  expect([...found].sort()).toEqual(here.toSorted());
  expect(await idsHere(db, [])).toEqual(new Set());
});

test("no transaction is left open with the answer: a grade would wait for the work that follows", async () => {
  const all = reviews(1500);
  await merge(db, all, scheduler);
  await watchTransactions(async (open) => {
    const found = await idsHere(
      db,
      all.map(({ id }) => id),
    );
    expect([found.size, open()]).toEqual([1500, 0]);
  });
});
