/** The table of all cards is read and kept by two pages while all else happens at once: afterwards it is what the rows say. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mendCards } from "../../../../src/copies/check/check-cards.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { cardTables } from "../../../../src/store/card-table/card-table.ts";
import { forgetKept } from "../../../../src/store/card-table/kept-table.ts";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { refoldAgain } from "../../../../src/store/states/refold-states.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { deleteDatabase, FIVE, forward, get, grade, NOW, scheduler, undo } from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";
import { fromRows, OTHER, otherModel, refoldBy, tableOf } from "../../../support/database/tables-and-rows.ts";
import { content, deck, factOf } from "../../../support/samples/cards.ts";

/** What either page or the background does. @param n tells one from another; @param nowMs another for each */
type Deed = (dbs: Record<"db" | "other", Database>, n: number, nowMs: number) => Promise<unknown>;

const deeds: Readonly<Record<string, Deed>> = {
  async fresh({ other }) {
    const tables = cardTables(other, 0);
    await tables.read();
    await tables.keep();
  },
  async grade({ db }, n, nowMs) {
    const row = await get(db, named(n));
    if (!row.retired) await grade(db, row, n % 2 ? 3 : 1, nowMs);
  },
  undo: ({ other }, _, nowMs) => undo(other, nowMs),
  merge: ({ other }, n, nowMs) => merge(other, reviewsOf("abcde".charAt(n), n + 1, nowMs - DAY_MS), scheduler),
  bring({ db }, _, nowMs) {
    const cards = ["x", "a"].map((name, order) => content(name, order, { deck: OTHER }));
    return installDeck(db, deck(cards, String(nowMs), { id: OTHER }), scheduler, nowMs, "own");
  },
  remove: ({ other }) => removeDeck(other, OTHER),
  version({ db }, n, nowMs) {
    const renamed = content("better", 9, { formerIds: [forward("a")] });
    const cards = n % 2 ? FIVE.slice(0, n + 1) : [renamed, ...FIVE.slice(1)];
    const facts = [factOf("c"), factOf("a")].slice(n % 2);
    return installDeck(db, deck(cards, String(nowMs), { facts }), scheduler, nowMs);
  },
  refold: ({ other }, n) => refoldBy(other, otherModel, () => n > 2),
  refoldBack: ({ other }, n) => refoldBy(other, scheduler, () => n > 2),
  again: ({ db }) => refoldAgain(db),
  forget: ({ other }) => forgetKept(other),
  async mend({ db }, n) {
    const row = await db.get("states", named(n));
    // What another model made is not compared with its log before it is refolded.
    if (row?.model === scheduler.model.id) await mendCards(db, [row.id], scheduler);
  },
};
const named = (n: number) => forward("abcde".charAt(n));
const PAGES = ["read0", "read1", "keep0", "keep1"] as const;

test("whatever overlaps", async () => {
  const step = fc.record({
    deed: fc.constantFrom(...PAGES, ...Object.keys(deeds)),
    n: fc.nat(4),
    /** Turns after which the next begins, done or not; null for once it is done. */
    turns: fc.option(fc.nat(9)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const dbs = { db: await openDatabase(), other: await openDatabase() };
      const pages = [cardTables(dbs.db, 0), cardTables(dbs.other, 0)] as const;
      const run = (deed: string, n: number, nowMs: number): Promise<unknown> => {
        const page = pages[deed.endsWith("1") ? 1 : 0];
        if (deed.startsWith("read")) return page.read();
        if (deed.startsWith("keep")) return page.keep();
        return deeds[deed]?.(dbs, n, nowMs) ?? Promise.reject(new Error(deed));
      };
      try {
        await installDeck(dbs.db, deck(FIVE), scheduler, NOW);
        const going: Promise<unknown>[] = [];
        for (const [i, { deed, n, turns }] of steps.entries()) {
          const one = run(deed, n, NOW + (i + 1) * 60_000).catch(ofGoneCard);
          going.push(one);
          if (turns === null) await one;
          for (let turn = 0; turn < (turns ?? 0); turn++) await new Promise((next) => setImmediate(next));
        }
        await Promise.all(going);
        const right = await fromRows(dbs.db);
        for (const tables of [...pages, cardTables(dbs.db, 0)]) expect(await tableOf(tables)).toEqual(right);
      } finally {
        for (const db of Object.values(dbs)) db.close();
        await deleteDatabase();
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

/** A card may be gone by the time that it is answered. */
function ofGoneCard(error: unknown): void {
  if (!/no card/.test(String(error))) throw error;
}
