/**
 * npm run prove:rebuild: what docs/how-things-travel.md says can be made anew is made anew, of a log of fifteen thousand events too; unit
 * tests prove the same of a small one. Ends with an error where a single row differs. `-- --seed 7` for another random log than
 * the printed one.
 */
import "fake-indexeddb/auto";
import process from "node:process";
import { prepared } from "./logs.ts";
import { prove } from "./prove.ts";

const CARDS = 4000;
const at = process.argv.indexOf("--seed");
const seed = at < 0 ? Date.now() % 1_000_000 : Number(process.argv[at + 1]);

console.log(`seed ${seed}`);
let wrong = 0;
for (const [name, prepare] of Object.entries(prepared(CARDS))) {
  const { events, stores } = await prove(prepare, seed);
  console.log(`${name}: ${events} events`);
  for (const { store, rows, differing } of stores) {
    wrong += differing.length;
    const verdict = differing.length === 0 ? "the same" : `${differing.length} differ, such as ${differing[0]}`;
    console.log(`  ${store.padEnd(10)} ${String(rows).padStart(6)} rows, ${verdict}`);
  }
}
console.log(wrong === 0 ? "Every row was made anew as it was." : `${wrong} rows differ.`);
process.exitCode = wrong === 0 ? 0 : 1;
