/** The last column of the table of stores in docs/how-things-travel.md, on small databases; `npm run prove:rebuild` takes a big one. */
import "fake-indexeddb/auto";
import { afterAll, expect, test } from "vitest";
import { prepared } from "../../rebuild/logs.ts";
import { prove } from "../../rebuild/prove.ts";
import { deleteDatabase } from "../../support/database/db-steps.ts";

/** Enough for a segment. */
const CARDS = 400;
const seed = Date.now() % 1_000_000;
afterAll(deleteDatabase);

test.each(Object.entries(prepared(CARDS)))("all but the truth of %s is made anew as it was", async (name, prepare) => {
  const { stores } = await prove(prepare, seed);
  const differing = stores.flatMap(({ store, differing: keys }) => keys.map((key) => `${store} ${key}`));
  expect({ seed, differing }).toEqual({ seed, differing: [] });
  const empty = stores.filter(({ rows }) => rows === 0).map(({ store }) => store);
  if (name === "a random log") expect(empty).toEqual([]);
});
