/**
 * Removes all that follows from a log, has it made anew by what the extension itself does for that, and compares every row
 * with the one that was there.
 */
import { checkAll } from "../../src/copies/check/check.ts";
import { total } from "../../src/copies/check/findings.ts";
import { beginRecount, recountSome } from "../../src/store/days/recount.ts";
import { installDecks } from "../../src/store/decks/decks.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { packNext } from "../../src/store/segments/segments.ts";
import { deleteDatabase, NOW, scheduler } from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { type Prepared, sourceOf } from "./logs.ts";
import { COMPARED, differences, type Rows, readRows, removeWhatFollows } from "./stores.ts";

/** What became of one database. */
interface Proof {
  readonly events: number;
  readonly stores: readonly { readonly store: string; readonly rows: number; readonly differing: readonly string[] }[];
}

/** What the background does about an installed deck, a check and packing. @returns how many faults the check found */
async function makeAnew({ db, bundled }: Prepared): Promise<number> {
  const decks = sourceOf(bundled);
  await installDecks(db, decks, scheduler, NOW);
  const checked = await checkAll({ db, place: null, decks, scheduler, read: new Map() });
  while (await packNext(db));
  return total(checked.found);
}

/** Leaves a recount under way: all days are counted, and not compared yet. */
async function beginCounting(db: Database): Promise<void> {
  await beginRecount(db);
  while (await recountSome(db));
}

/** A comparison that finds nothing wrong with a spoilt row would prove nothing. */
async function expectToNotice(db: Database, before: Rows): Promise<void> {
  const [day] = await db.getAll("days");
  const [state] = await db.getAll("states");
  if (!day || !state) throw new Error("nothing was studied");
  await db.put("days", { ...day, sums: day.sums.map((sum, i) => (i === 0 ? sum + 1 : sum)) });
  await db.delete("states", state.id);
  await db.put("local", { key: "another", value: "that nobody speaks of" });
  const after = await readRows(db);
  const noticed = COMPARED.flatMap((store) => differences(store, before, after)).length;
  if (noticed !== 3) throw new Error(`three rows were spoilt, and the comparison found ${noticed}`);
}

/** @throws where the comparison itself is blind, or the check finds faults in what was prepared */
export async function prove(prepare: (seed: number) => Promise<Prepared>, seed: number): Promise<Proof> {
  await deleteDatabase();
  const prepared = await prepare(seed);
  const { db } = prepared;
  try {
    while (await packNext(db));
    const faults = await makeAnew(prepared);
    if (faults > 0) throw new Error(`the check finds ${faults} faults before anything was removed`);
    await beginCounting(db);
    const before = await readRows(db);
    await removeWhatFollows(db);
    await makeAnew(prepared);
    await beginCounting(db);
    const after = await readRows(db);
    const stores = COMPARED.map((store) => ({
      store,
      rows: before.get(store)?.size ?? 0,
      differing: differences(store, before, after),
    }));
    if (stores.every(({ differing }) => differing.length === 0)) await expectToNotice(db, before);
    return { events: (await wholeLog(db)).length, stores };
  } finally {
    db.close();
  }
}
