/** What of the database is the truth, what follows from it, and how two readings of it are compared. */
import type { DeckId } from "../../src/core/ids.ts";
import { same } from "../../src/core/same.ts";
import { cardIdsOf } from "../../src/store/database/key-ranges.ts";
import type { StateRow, StoreName } from "../../src/store/database/schema.ts";
import type { Database } from "../../src/store/opening/open.ts";

/** Stores that are made anew as a whole, and those of which only the decks of the user's own are kept. */
const MADE_ANEW = ["states", "registers", "days", "recount", "segments", "packed"] as const satisfies StoreName[];
const OF_DECKS = ["contents", "decks", "parts", "media"] as const satisfies StoreName[];
export const COMPARED: readonly StoreName[] = [...MADE_ANEW, ...OF_DECKS, "local"];

/**
 * What of this profile is kept with the log, and what may be lost: how far long care has come, and what can be taken back as a
 * whole; the table of cards, which is for speed; and which decks were removed, so that a copy may bring one back.
 */
const KEPT = "device";
const MAY_BE_LOST = /^(?:job|made-anew|removed-deck)\/|^recount$/;
/** Others after every change, by chance, see `noteUnlogged`. */
const BY_CHANCE = "unlogged";

/** The rows of every store that can be made anew, by their keys. */
export type Rows = ReadonlyMap<StoreName, ReadonlyMap<string, unknown>>;

export async function readRows(db: Database): Promise<Rows> {
  const stores = new Map<StoreName, ReadonlyMap<string, unknown>>();
  for (const name of COMPARED) {
    const [keys, rows] = await Promise.all([db.getAllKeys(name), db.getAll(name)]);
    const all = keys.map((key, i) => [JSON.stringify(key), isCompared(key) ? comparable(rows[i]) : null] as const);
    stores.set(name, new Map(all.filter(([, row]) => row !== null)));
  }
  return stores;
}

const isCompared = (key: unknown): boolean => typeof key !== "string" || !(key === BY_CHANCE || MAY_BE_LOST.test(key));

/**
 * Without what says when something was written or how often, and is no data. Bytes as numbers. Of a card that has left its
 * deck, what it had learnt; null where it had learnt nothing, since nothing is lost with its row.
 */
function comparable(row: unknown): unknown {
  if (row instanceof Uint8Array) return [...row];
  if (isState(row) && row.retired) {
    const { id, deck, fact, state, model, knows } = row;
    return state.reviews === 0 ? null : { id, deck, fact, state, model, knows };
  }
  if (typeof row !== "object" || row === null) return row;
  const { revision: _, installedAtMs: __, mendedAtMs: ___, ...rest } = row as Record<string, unknown>;
  return rest;
}

const isState = (row: unknown): row is StateRow => typeof row === "object" && row !== null && "retired" in row;

/** The keys of the rows of a store that are not the same in both, or only in one. */
export function differences(store: StoreName, before: Rows, after: Rows): string[] {
  const [old, now] = [before.get(store) ?? new Map(), after.get(store) ?? new Map()];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => !same(old.get(key), now.get(key)));
}

/** Leaves the log, this profile's id, and the decks of the user's own with all that belongs to them. */
export async function removeWhatFollows(db: Database): Promise<void> {
  const decks = await db.getAll("decks");
  const own = new Set<DeckId>(decks.filter(({ origin }) => origin === "own").map(({ id }) => id));
  for (const store of MADE_ANEW) await db.clear(store);
  for (const { key } of await db.getAll("local")) if (key !== KEPT) await db.delete("local", key);
  for (const { id } of decks) {
    if (own.has(id)) continue;
    await db.delete("decks", id);
    await db.delete("contents", cardIdsOf(id));
    await db.delete("parts", IDBKeyRange.bound([id], [id, []]));
    for (const key of await db.getAllKeysFromIndex("media", "deck", id)) await db.delete("media", key);
  }
}
