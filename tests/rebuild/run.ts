/**
 * npm run prove:rebuild: everything but events, own decks and media can be rebuilt. Databases are filled, all that follows
 * from their logs is removed and made anew by what the extension itself does for it, and every row is compared with the one
 * that was there. Ends with an error where a single row differs. `-- --seed 7` for another random log than the printed one.
 */
import "fake-indexeddb/auto";
import process from "node:process";
import { checkAll } from "../../src/copies/check/check.ts";
import { total } from "../../src/copies/check/findings.ts";
import { installDecks } from "../../src/store/decks/decks.ts";
import type { Database } from "../../src/store/opening/open.ts";
import { packNext } from "../../src/store/segments/segments.ts";
import { deleteDatabase, NOW, scheduler } from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { PREPARED, type Prepared, sourceOf } from "./logs.ts";
import { differences, REBUILT, type Rows, readRows, removeWhatFollows } from "./stores.ts";

const at = process.argv.indexOf("--seed");
const seed = at < 0 ? Date.now() % 1_000_000 : Number(process.argv[at + 1]);

/** What the background does about an installed deck, a check and packing. @returns how many faults the check found */
async function makeAnew({ db, bundled }: Prepared): Promise<number> {
  const decks = sourceOf(bundled);
  await installDecks(db, decks, scheduler, NOW);
  const checked = await checkAll({ db, place: null, decks, scheduler, read: new Map() });
  while (await packNext(db));
  return total(checked.found);
}

/** A comparison that finds nothing wrong with a spoilt row would prove nothing. */
async function expectToNotice(db: Database, before: Rows): Promise<void> {
  const [day] = await db.getAll("days");
  const [state] = await db.getAll("states");
  if (!day || !state) throw new Error("nothing was studied");
  await db.put("days", { ...day, sums: day.sums.map((sum, i) => (i === 0 ? sum + 1 : sum)) });
  await db.delete("states", state.id);
  const after = await readRows(db);
  const noticed = REBUILT.flatMap((store) => differences(store, before, after)).length;
  if (noticed !== 2) throw new Error(`two rows were spoilt, and the comparison found ${noticed}`);
}

async function prove(name: string, prepare: (seed: number) => Promise<Prepared>): Promise<number> {
  await deleteDatabase();
  const prepared = await prepare(seed);
  const { db } = prepared;
  while (await packNext(db));
  const faults = await makeAnew(prepared);
  if (faults > 0) throw new Error(`${name}: the check finds ${faults} faults before anything was removed`);
  const before = await readRows(db);
  await removeWhatFollows(db);
  await makeAnew(prepared);
  const after = await readRows(db);
  console.log(`${name}: ${(await wholeLog(db)).length} events`);
  let wrong = 0;
  for (const store of REBUILT) {
    const differing = differences(store, before, after);
    wrong += differing.length;
    const verdict = differing.length === 0 ? "the same" : `${differing.length} differ, such as ${differing[0]}`;
    console.log(`  ${store.padEnd(10)} ${String(before.get(store)?.size ?? 0).padStart(6)} rows, ${verdict}`);
  }
  if (wrong === 0) await expectToNotice(db, before);
  db.close();
  return wrong;
}

console.log(`seed ${seed}`);
let wrong = 0;
for (const [name, prepare] of Object.entries(PREPARED)) wrong += await prove(name, prepare);
console.log(wrong === 0 ? "Every row was made anew as it was." : `${wrong} rows differ.`);
process.exitCode = wrong === 0 ? 0 : 1;
