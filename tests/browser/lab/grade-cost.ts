/** Measures what the second record costs a grade, in a page of the extension. */

import { openGuarded } from "../../../src/copies/open-guarded.ts";
import { recordFiles } from "../../../src/platform/record/files.ts";
import { installDeck } from "../../../src/store/install-deck.ts";
import { openDatabase } from "../../../src/store/open.ts";
import { content, deck } from "../../support/cards.ts";
import { forward, get, grade, NOW, scheduler } from "../../support/db-steps.ts";

const CARDS = 50;

/**
 * Grades alternately with and without a second record, so that whatever else the machine does falls on both.
 * @returns the medians in ms; `busy` while the record of the grade before is still being written
 */
async function measureGrades(rounds: number) {
  const plain = await openDatabase();
  const cards = Array.from({ length: CARDS }, (_, i) => content(`card-${i}`, i));
  await installDeck(plain, deck(cards), scheduler, NOW);
  const guarded = await openGuarded({}, recordFiles);
  const times = { without: [] as number[], with: [] as number[], busy: [] as number[] };
  let nowMs = NOW;
  const timed = async (into: number[], db: typeof plain): Promise<void> => {
    nowMs += 60_000;
    const card = await get(db, forward(`card-${Math.floor(nowMs / 60_000) % CARDS}`));
    const start = performance.now();
    await grade(db, card, 3, nowMs);
    into.push(performance.now() - start);
  };
  for (let i = 0; i < rounds; i++) {
    await timed(times.without, plain);
    await timed(times.with, guarded.db);
    await timed(times.busy, guarded.db);
    await guarded.journaled();
  }
  plain.close();
  guarded.db.close();
  const median = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
  return { without: median(times.without), with: median(times.with), busy: median(times.busy) };
}

Object.assign(globalThis, { measureGrades });
