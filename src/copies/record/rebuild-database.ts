/** When the database cannot be opened, or not be read: what is left of the user's progress, and a way back. */
import type { Deck } from "../../core/deck/deck.ts";
import { type DeckId, type DeviceId, type EventId, ID_BYTES, makeDeviceId } from "../../core/ids.ts";
import { damagedIds } from "../../core/log/damaged-ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { LogExport } from "../../core/log/log-export.ts";
import type { Place } from "../../core/log/place.ts";
import { onceOfVersion1 } from "../../core/log/version-1.ts";
import { deviceRow } from "../../store/database/local.ts";
import { TroubleError } from "../../store/database/trouble.ts";
import { DATABASE_NAME } from "../../store/opening/open.ts";
import { countEvents } from "../../store/segments/count-events.ts";
import { readDeckFile, writeDeck } from "../place/deck-file.ts";
import { isWhole, readEvents, readUpToBreak } from "../place/events-file.ts";
import { deckFileName, decksIn, journalsIn, segmentsIn } from "../place/file-names.ts";
import { addToJournal } from "../place/journal.ts";
import { dropNotice } from "../place/notice.ts";
import { readVersion1 } from "../place/version-1-record.ts";
import { readUpgradeFiles } from "../upgrade/upgrade-file.ts";
import { begunUpgrades } from "../upgrade/upgrade-seal.ts";
import { openGuarded } from "./open-guarded.ts";
import { type ReadDatabase, readDatabase, readOldDevice } from "./read-damaged.ts";

/**
 * All that can still be read, of the database, of the second record, and of what was written before an upgrade. Changes
 * nothing.
 */
export async function readWhatIsLeft(place: Place | null): Promise<LogExport> {
  const database = await readDatabase();
  const record = place ? await readPlace(place) : NO_RECORD;
  return { events: unitedEvents(database, record), ownDecks: unitedDecks(database, record), decks: [] };
}

export interface Rebuilt {
  readonly events: number;
  /** Decks of the user's own. */
  readonly decks: number;
}

/**
 * Deletes the database and makes it anew from all that can still be read. Before anything is deleted, all of it was
 * written to the second record and read back.
 * @throws TroubleError `databaseUnreadable` when there is nothing to make it from, or no place to write that to: then
 * nothing is deleted; `otherTabs` when another page holds the database open: then it is deleted once that page is closed,
 * and the next opening makes it anew
 */
export async function rebuild(place: Place | null): Promise<Rebuilt> {
  if (!place) throw new TroubleError("databaseUnreadable");
  const device = await readOldDevice();
  const left = await gather(place, device);
  if (left.events.length + left.ownDecks.length === 0) throw new TroubleError("databaseUnreadable");
  await deleteDatabase();
  const { db } = await openGuarded({}, async () => place);
  try {
    // Whoever asked for this need not be told once more that something was brought back.
    await dropNotice(place);
    // The restore took the device from the names of the files, of which some may be from before this profile.
    if (device !== null) await db.put("local", deviceRow(device));
    const own = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
    return { events: (await countEvents(db)).events, decks: own.length };
  } finally {
    db.close();
  }
}

/** Writes to the second record what it lacks of all that can be read. */
function gather(place: Place, device: DeviceId | null): Promise<Pick<LogExport, "events" | "ownDecks">> {
  return place.lock("exclusive", async () => {
    const record = await readPlace(place);
    const database = await readDatabase();
    const events = unitedEvents(database, record);
    const here = new Set(record.recorded.map(({ id }) => id));
    const lacking = events.filter(({ id }) => !here.has(id));
    const writer = device ?? makeDeviceId(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    await addToJournal(place, writer, lacking, { verified: true });
    for (const deck of database.ownDecks) await keepDeck(place, deck);
    return { events, ownDecks: unitedDecks(database, record) };
  });
}

/** Of two versions the one in the database is the newer; a file of the same version is whole, and stays. */
async function keepDeck(place: Place, deck: Deck): Promise<void> {
  const name = deckFileName(deck);
  if (!(await readDeckFile(place, { name, id: deck.id }))) await writeDeck(place, deck);
  const others = decksIn(await place.list()).filter((file) => file.id === deck.id && file.name !== name);
  for (const other of others) await place.remove(other.name);
}

interface ReadPlace {
  /** The events in its segments and its journal, from which a database is filled. */
  readonly recorded: readonly Envelope[];
  /** What the first version left, and the copies from before upgrades. */
  readonly older: readonly Envelope[];
  /** What comes before the break of a torn file. */
  readonly ofTorn: readonly Envelope[];
  readonly ownDecks: readonly Deck[];
}

const NO_RECORD: ReadPlace = { recorded: [], older: [], ofTorn: [], ownDecks: [] };

async function readPlace(place: Place): Promise<ReadPlace> {
  const names = await place.list();
  const [recorded, ofTorn]: [Envelope[], Envelope[]] = [[], []];
  for (const file of [...segmentsIn(names), ...journalsIn(names)]) {
    const read = await readEvents(place, file);
    for (const event of isWhole(read) ? read.events : []) recorded.push(event);
    if (read === "torn") for (const event of (await readUpToBreak(place, file)).events) ofTorn.push(event);
  }
  const older = [...(await readVersion1(place, true)).events];
  for (const version of begunUpgrades(names)) {
    for (const event of await readUpgradeFiles(place, version)) older.push(event);
  }
  const decks = await Promise.all(decksIn(names).map((file) => readDeckFile(place, file)));
  return { recorded, older, ofTorn, ownDecks: decks.filter((deck) => deck !== null) };
}

/** Each event once. Of one that stands in several copies the first counts, of version 1 also under another id. */
function unitedEvents({ rows, packed }: ReadDatabase, { recorded, older, ofTorn }: ReadPlace): Envelope[] {
  // A file is read as a whole or not at all; what stands in a row of a damaged database nobody has put a seal on.
  const damaged = damagedIds([recorded, packed, older, rows, ofTorn]);
  const ids = new Set<EventId>();
  return onceOfVersion1([recorded, packed, rows, older, ofTorn].flat()).filter(
    ({ id }) => !damaged.has(id) && !ids.has(id) && ids.add(id),
  );
}

/** Each deck once. */
function unitedDecks(database: ReadDatabase, record: ReadPlace): Deck[] {
  const decks = new Map<DeckId, Deck>();
  for (const deck of [...record.ownDecks, ...database.ownDecks]) {
    // A deck in the second record is whole; of one in a damaged database some cards may be missing.
    if (decks.get(deck.id)?.version !== deck.version) decks.set(deck.id, deck);
  }
  return [...decks.values()];
}

/** How long connections may take that were asked to close. */
const CLOSING_MS = 5000;

function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(new TroubleError("databaseUnreadable", { cause: request.error }));
    // A connection that was closed counts as open until its last transaction has ended, one of our own reading too.
    request.onblocked = () => setTimeout(() => reject(new TroubleError("otherTabs")), CLOSING_MS);
  });
}
