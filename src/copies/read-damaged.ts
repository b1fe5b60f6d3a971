/** Reads what can be read of a database that may be damaged, of whatever version it is. */
import type { CardContent, Deck } from "../core/deck/deck.ts";
import type { DeckId, DeviceId } from "../core/ids.ts";
import { eventsAmong } from "../core/log/decode.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { eventsOfVersion1, NO_DEVICE } from "../core/log/version-1.ts";
import { eventsIn } from "../store/database/event-rows.ts";
import { readDevice } from "../store/database/local.ts";
import type { DeckRow, MediumRow, PartRow } from "../store/database/schema.ts";
import { assembleDeck } from "../store/decks/decks.ts";
import type { Database } from "../store/opening/open.ts";
import { openAsItIs, type RawDatabase, rawRows, storesOf } from "../store/opening/raw.ts";
import { unpack } from "./events-file.ts";

export interface Readable {
  readonly events: readonly Envelope[];
  readonly ownDecks: readonly Deck[];
}

const NOTHING: Readable = { events: [], ownDecks: [] };

/** Changes nothing; never fails: what cannot be read is left out, and the developer's console hears of it. */
export async function readDatabase(): Promise<Readable> {
  let db: RawDatabase | null = null;
  try {
    db = await openAsItIs();
    return db ? await readAll(db) : NOTHING;
  } catch (error) {
    console.error("nothing can be read of the database:", error);
    return NOTHING;
  } finally {
    db?.close();
  }
}

/** Who the profile was, as the database says; null where it cannot. */
export async function readOldDevice(): Promise<DeviceId | null> {
  let db: RawDatabase | null = null;
  try {
    db = await openAsItIs();
    if (!db || !storesOf(db).includes("local")) return null;
    const device = await readDevice((db as Database).transaction("local").store);
    return /^[0-9a-v]{16}$/.test(device) && device !== NO_DEVICE ? device : null;
  } catch (error) {
    console.error("the database does not say which device it is:", error);
    return null;
  } finally {
    db?.close();
  }
}

async function readAll(db: RawDatabase): Promise<Readable> {
  const rows = await valuesOf(db, "events");
  if (db.version === 1) {
    const settings = (await valuesOf(db, "settings")) as { key: string; value: unknown }[];
    const saved = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
    return { events: eventsAmong(eventsOfVersion1(rows, saved)), ownDecks: [] };
  }
  const events = eventsIn(rows);
  const here = new Set(events.map(({ id }) => id));
  // A segment was sealed when its rows were whole.
  const packed = (await packedEvents(db)).filter(({ id }) => !here.has(id));
  return { events: [...events, ...packed], ownDecks: await ownDecks(db) };
}

async function valuesOf(db: RawDatabase, store: string): Promise<unknown[]> {
  if (!storesOf(db).includes(store)) return [];
  const values: unknown[] = [];
  for await (const { rows } of rawRows(db, store)) for (const [, value] of rows) values.push(value);
  return values;
}

async function packedEvents(db: RawDatabase): Promise<Envelope[]> {
  const events: Envelope[] = [];
  for (const bytes of await valuesOf(db, "packed")) {
    const isBytes = Object.prototype.toString.call(bytes) === "[object Uint8Array]";
    const whole = isBytes ? await unpack(new Uint8Array(bytes as Uint8Array<ArrayBuffer>)) : null;
    for (const event of whole?.events ?? []) events.push(event);
  }
  return events;
}

/** Decks of the user's own, with as much of each as can be read. */
async function ownDecks(db: RawDatabase): Promise<Deck[]> {
  const rows = (await valuesOf(db, "decks")) as DeckRow[];
  const own = rows.filter((row) => row?.origin === "own" && typeof row.id === "string");
  if (own.length === 0) return [];
  const parts = (await valuesOf(db, "parts")) as PartRow[];
  const media = (await valuesOf(db, "media")) as MediumRow[];
  const contents = (await valuesOf(db, "contents")) as CardContent[];
  return own.map((row) =>
    assembleDeck(
      row,
      parts.filter(({ deck }) => deck === row.id),
      media.filter(({ deck }) => deck === row.id),
      contents.filter(({ id }) => isOf(row.id, id)),
    ),
  );
}

const isOf = (deck: DeckId, card: unknown): boolean => typeof card === "string" && card.startsWith(`${deck}/`);
