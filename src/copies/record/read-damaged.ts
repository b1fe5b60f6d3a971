/** Reads what can be read of a database that may be damaged, of whatever version it is. */
import type { CardContent, Deck } from "../../core/deck/deck.ts";
import type { DeckId, DeviceId } from "../../core/ids.ts";
import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { eventsOfVersion1, NO_DEVICE } from "../../core/log/version-1.ts";
import { eventsIn } from "../../store/database/event-rows.ts";
import { readDevice } from "../../store/database/local.ts";
import type { DeckRow, MediumRow, PartRow } from "../../store/database/schema.ts";
import { assembleDeck } from "../../store/decks/decks.ts";
import type { Database } from "../../store/opening/open.ts";
import { openAsItIs, type RawDatabase, rawRows, storesOf } from "../../store/opening/raw.ts";
import { unpack } from "../place/events-file.ts";

export interface ReadDatabase {
  /** What the rows of the log say. */
  readonly rows: readonly Envelope[];
  /** What its segments say, each of which was sealed when its rows were whole. */
  readonly packed: readonly Envelope[];
  readonly ownDecks: readonly Deck[];
}

const NOTHING: ReadDatabase = { rows: [], packed: [], ownDecks: [] };

/** So often it is read again where the connection was closed meanwhile, by the browser or by a page that upgrades. */
const MOST_ATTEMPTS = 3;

/**
 * Changes nothing; never fails: what cannot be read is left out, and the developer's console hears of it.
 * @returns an event twice where it was read twice; of two decks with one id the first is the more complete
 */
export async function readDatabase(): Promise<ReadDatabase> {
  let found = NOTHING;
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts++) {
    const { rows, packed, ownDecks, isCut } = await readOnce();
    found = {
      rows: [...found.rows, ...rows],
      packed: [...found.packed, ...packed],
      ownDecks: [...ownDecks, ...found.ownDecks],
    };
    if (!isCut) break;
  }
  return found;
}

interface ReadOnce extends ReadDatabase {
  /** The connection was closed before all was read. */
  readonly isCut: boolean;
}

async function readOnce(): Promise<ReadOnce> {
  let db: RawDatabase | null = null;
  try {
    db = await openAsItIs();
    const reading: Reading = { db, isCut: false };
    return { ...(await readAll(reading)), isCut: reading.isCut };
  } catch (error) {
    console.error("nothing can be read of the database:", error);
    return { ...NOTHING, isCut: false };
  } finally {
    db?.close();
  }
}

/** What is read, and whether all of it could be. */
interface Reading {
  readonly db: RawDatabase | null;
  isCut: boolean;
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

async function readAll(reading: Reading): Promise<ReadDatabase> {
  const rows = await valuesOf(reading, "events");
  if (reading.db?.version === 1) {
    const settings = (await valuesOf(reading, "settings")) as { key: string; value: unknown }[];
    const saved = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
    return { ...NOTHING, rows: eventsAmong(eventsOfVersion1(rows, saved)) };
  }
  return { rows: eventsIn(rows), packed: await packedEvents(reading), ownDecks: await ownDecks(reading) };
}

async function valuesOf(reading: Reading, store: string): Promise<unknown[]> {
  const { db } = reading;
  if (!db || reading.isCut || !storesOf(db).includes(store)) return [];
  const values: unknown[] = [];
  try {
    for await (const { rows } of rawRows(db, store)) for (const [, value] of rows) values.push(value);
  } catch (error) {
    console.error(`the connection was closed while ${store} was read:`, error);
    reading.isCut = true;
  }
  return values;
}

async function packedEvents(reading: Reading): Promise<Envelope[]> {
  const events: Envelope[] = [];
  for (const bytes of await valuesOf(reading, "packed")) {
    const isBytes = Object.prototype.toString.call(bytes) === "[object Uint8Array]";
    const whole = isBytes ? await unpack(new Uint8Array(bytes as Uint8Array<ArrayBuffer>)) : null;
    for (const event of whole?.events ?? []) events.push(event);
  }
  return events;
}

/** Decks of the user's own, with as much of each as can be read. */
async function ownDecks(reading: Reading): Promise<Deck[]> {
  const rows = (await valuesOf(reading, "decks")) as DeckRow[];
  const own = rows.filter((row) => row?.origin === "own" && typeof row.id === "string");
  if (own.length === 0) return [];
  const parts = (await valuesOf(reading, "parts")) as PartRow[];
  const media = (await valuesOf(reading, "media")) as MediumRow[];
  const contents = (await valuesOf(reading, "contents")) as CardContent[];
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
