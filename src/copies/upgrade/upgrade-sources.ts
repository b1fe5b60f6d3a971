/** What of a database of any version is copied before an upgrade: what nothing else can be made of. */
import type { DeckId } from "../../core/ids.ts";
import { cardIdsOf } from "../../store/database/key-ranges.ts";
import { isMadeAnewKey } from "../../store/database/local.ts";
import { type RawDatabase, rawRows, storesOf } from "../../store/opening/raw.ts";

/**
 * What follows from the log and the bundled decks, see docs/how-things-travel.md; `cards` is of version 1, which had bundled decks
 * alone. What verifies an upgrade and what rebuilds a database read the log, and of version 1 the settings.
 */
const MADE_ANEW = ["segments", "packed", "states", "registers", "days", "recount", "cards"];
const OF_DECKS = ["contents", "parts", "media"];
const LOG = "events";
/** Rows of one file, unless a row may be large. */
export const FILE_ROWS = 2000;

/** Whether a row of a small store could be made anew as well. */
export const isMadeAnew = (store: string, key: unknown): boolean => store === "local" && isMadeAnewKey(key);

/** Rows of which there may be many: they are copied in pieces, and it is gone on with them where that was stopped. */
export interface Source {
  readonly name: string;
  readonly store: string;
  /** Null for all of the store. */
  readonly range: IDBKeyRange | null;
  /** Another one when the rows were written anew. The log's never are: rows are added to it. */
  readonly mark: string;
  /** Rows of one file. */
  readonly atOnce: number;
}

/** The stores that are copied as a whole at the end, since they are small and change. */
export const smallStores = (db: RawDatabase): string[] =>
  storesOf(db).filter((name) => name !== LOG && !OF_DECKS.includes(name) && !MADE_ANEW.includes(name));

/** The log first. Of decks those that are not known to be the extension's own. */
export async function sourcesOf(db: RawDatabase): Promise<Source[]> {
  const stores = storesOf(db);
  const own = stores.includes("contents") ? await ownDecks(db) : [];
  return [
    { name: LOG, store: LOG, range: null, mark: "", atOnce: FILE_ROWS },
    ...own.flatMap(({ id, mark }) =>
      OF_DECKS.map((store) => ({
        name: `${store}/${id}`,
        store,
        range: store === "contents" ? cardIdsOf(id) : IDBKeyRange.bound([id], [id, []]),
        mark,
        // A picture may be large.
        atOnce: store === "media" ? 20 : FILE_ROWS,
      })),
    ),
  ];
}

interface OwnDeck {
  readonly id: DeckId;
  readonly mark: string;
}

async function ownDecks(db: RawDatabase): Promise<OwnDeck[]> {
  const own: OwnDeck[] = [];
  for await (const { rows, failed } of rawRows(db, "decks")) {
    for (const [id, row] of rows) if (!isBundled(row)) own.push({ id: id as DeckId, mark: markOf(row) });
    for (const id of failed) own.push({ id: id as DeckId, mark: "" });
  }
  return own;
}

const isBundled = (row: unknown): boolean =>
  typeof row === "object" && row !== null && "origin" in row && row.origin === "bundled";

/** A deck is installed in one transaction, in which its row says when. */
const markOf = (row: unknown): string =>
  typeof row === "object" && row !== null && "installedAtMs" in row ? String(row.installedAtMs) : "";
