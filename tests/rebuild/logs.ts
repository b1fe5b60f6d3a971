/** Databases of which the proof is made: what version 1 left, a backup of it, and a big random log. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { IDBPDatabase } from "idb";
import { buildDeck } from "../../cards/index.ts";
import type { Deck, Medium } from "../../src/core/deck/deck.ts";
import type { DeckId } from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { cardIdsOf } from "../../src/store/database/key-ranges.ts";
import { installDecks, removeDeck } from "../../src/store/decks/decks.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { MIGRATIONS } from "../../src/store/opening/migrations.ts";
import { type Database, openDatabase } from "../../src/store/opening/open.ts";
import { saveSetting } from "../../src/store/settings/save-setting.ts";
import { setMark, setWording } from "../../src/store/settings/set-own.ts";
import { setSwitch } from "../../src/store/settings/set-switch.ts";
import { merge } from "../../src/store/writing/merge.ts";
import dump from "../fixtures/dumps/version-1.json" with { type: "json" };
import { grade, maker, NOW, scheduler, undo } from "../support/database/db-steps.ts";
import { deeds, live } from "../support/database/histories.ts";
import { decodeBackup } from "../support/files/backup-text.ts";
import { content, deck, fact, TEST_DECK } from "../support/samples/cards.ts";

/** A database, and the decks that come with the extension. */
export interface Prepared {
  readonly db: Database;
  readonly bundled: Deck;
}

/** @param cards in the deck of the random log; each has some four events */
export const prepared = (cards: number): Readonly<Record<string, (seed: number) => Promise<Prepared>>> => ({
  "the database that version 1 left": version1Dump,
  "a backup of version 1": version1Backup,
  "a random log": (seed) => randomLog(cards, seed),
});

let built: Promise<Deck> | undefined;
/** Built once: that takes longer than to prove anything of it. */
function bone(): Promise<Deck> {
  built ??= buildDeck("cards/bone-hormones");
  return built;
}
export const sourceOf = (bundled: Deck) => ({ versions: async () => [bundled], deck: async () => bundled });

async function version1Dump(): Promise<Prepared> {
  const old = (await openDatabase({ migrations: MIGRATIONS.slice(0, 1) })) as unknown as IDBPDatabase;
  for (const store of ["events", "cards", "decks", "settings"] as const) {
    for (const row of dump.stores[store]) await old.put(store, row);
  }
  old.close();
  const bundled = await bone();
  const db = await openDatabase({ care: { before: async () => {}, after: async () => {} } });
  await installDecks(db, sourceOf(bundled), scheduler, NOW);
  return { db, bundled };
}

async function version1Backup(): Promise<Prepared> {
  const bundled = await bone();
  const db = await openDatabase();
  await installDecks(db, sourceOf(bundled), scheduler, NOW);
  const backup = await decodeBackup(readFileSync("tests/fixtures/backups/version-1.json", "utf8"));
  if (!("log" in backup)) throw new Error("the backup cannot be read");
  await merge(db, backup.log.events, scheduler);
  return { db, bundled };
}

const picture = (id: string): Medium => ({ id, type: "image/svg+xml", bytes: btoa(`<svg id="${id}"/>`), words: id });
const OWN = "own-deck" as DeckId;
const GONE = "gone-deck" as DeckId;

/**
 * Reviews, resets, undos and their undos, corrections of clocks, on two devices; then decks that
 * rename cards and drop some, switches, settings, wordings, stars, grades as a page makes them, and a deck that is removed.
 */
async function randomLog(size: number, seed: number): Promise<Prepared> {
  const names = Array.from({ length: size }, (_, i) => `n${i}`);
  const first = names.map((name, i) => content(name, i, i % 3 === 2 ? { unlockedBy: [fact(names[i - 1] ?? "")] } : {}));
  const db = await openDatabase();
  await installDeck(db, deck(first), scheduler, NOW);
  const histories = fc.sample(deeds, { seed, numRuns: size });
  const events = histories.flatMap((history, i) => {
    const bytes = [i >> 8, i & 255];
    const apart = history.map((deed) => ({ ...deed, random: Uint8Array.from([0, ...bytes, ...deed.random.slice(3)]) }));
    return live(names[i] ?? "", apart, scheduler).events as readonly Envelope[];
  });
  // In pieces, and not in the order in which they were made.
  for (let start = 0; start < 7; start++) {
    const piece = events.filter((_, i) => i % 7 === (start * 3) % 7);
    await merge(db, piece, scheduler);
  }
  const second = names.map((name, i) =>
    i % 10 === 0
      ? content(`${name}-better`, i, { formerIds: [first[i]?.id as never] })
      : (first[i] as (typeof first)[0]),
  );
  const bundled = deck(
    second.filter((_, i) => i % 11 !== 5),
    "2",
    { media: [picture("bone"), picture("kidney")] },
  );
  await installDecks(db, sourceOf(bundled), scheduler, NOW);
  await installDeck(
    db,
    deck(
      names.slice(0, 50).map((name, i) => content(name, i, { deck: OWN })),
      "1",
      { id: OWN, media: [picture("own")] },
    ),
    scheduler,
    NOW,
    "own",
  );
  await installDeck(db, deck([content("gone", 0, { deck: GONE })], "1", { id: GONE }), scheduler, NOW, "own");
  await removeDeck(db, GONE);
  await setSwitch(db, TEST_DECK, "chapter", false, () => maker());
  await saveSetting(db, "newPerDay", 3, () => maker());
  for (const [i, row] of (await db.getAll("states", cardIdsOf(OWN))).entries()) {
    await grade(db, row, ((i % 4) + 1) as 1 | 2 | 3 | 4, NOW + i * 1000);
    if (i % 3 === 0) {
      const wording = { question: `Own ${i}?`, answer: null, note: "Own." };
      await setWording(db, row, wording, () => maker(NOW + i * 1000 + 200));
      await setMark(db, row, true, () => maker(NOW + i * 1000 + 300));
    }
    if (i % 5 === 0) await undo(db, NOW + i * 1000 + 500);
  }
  return { db, bundled };
}
