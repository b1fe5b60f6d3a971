/** Decks of the user's own in a place of copies: no log and no extension could make them again, so each is kept whole. */
import type { Deck } from "../core/deck/deck.ts";
import { compareVersions } from "../core/deck/version-order.ts";
import type { DeviceId } from "../core/ids.ts";
import type { Place } from "../core/log/place.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { readDeck } from "../store/decks.ts";
import { type IsWanted, installDeck } from "../store/install-deck.ts";
import { isRemoved } from "../store/local.ts";
import type { Database } from "../store/open.ts";
import { MOST_BYTES, packJson, unpackJson } from "../store/pack.ts";
import type { DeckRow } from "../store/schema.ts";
import { readSettings } from "../store/settings.ts";
import { type DeckFile, deckFileName, decksIn } from "./file-names.ts";
import { writeVerified } from "./write-verified.ts";

/** Says whether what a file holds is a deck indeed; null where it is none. */
export type JudgeDeck = (value: unknown) => Deck | null;

/**
 * Writes the decks that a place lacks, and takes its file of a deck away that the user has removed or that has changed. In a
 * place where others write, each device has a file of its own: so each can put right what is torn.
 * @returns what the last deck failed with that could not be written, null where none did: it must not keep the others, nor the
 *   log, from being copied
 */
export async function writeOwnDecks(db: Database, place: Place, device: DeviceId): Promise<unknown> {
  const rows = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
  const files = decksIn(await place.list());
  let failure: unknown = null;
  for (const row of rows) {
    try {
      await writeOwnDeck(db, place, row, place.kind === "own" ? null : device, files);
    } catch (error) {
      console.error(`the deck ${row.id} could not be written:`, error);
      failure = error;
    }
  }
  if (place.kind !== "own") return failure;
  const here = new Set(rows.map(({ id }) => id));
  for (const file of files) if (!here.has(file.id) && (await isRemoved(db, file.id))) await removeAll(place, [file]);
  return failure;
}

/** @param device null in a place of this profile alone */
async function writeOwnDeck(
  db: Database,
  place: Place,
  row: DeckRow,
  device: DeviceId | null,
  files: readonly DeckFile[],
): Promise<void> {
  const name = deckFileName(row, device);
  if (!files.some((file) => file.name === name)) {
    const deck = await readDeck(db, row.id);
    if (deck) await writeVerified(place, name, await packJson(deck));
  }
  // Earlier versions; of those in a place where others write, its own alone.
  const isSpare = (file: DeckFile): boolean =>
    device === null || (file.device === device && compareVersions(file.version, row.version) < 0);
  await removeAll(
    place,
    files.filter((file) => file.id === row.id && file.name !== name && isSpare(file)),
  );
}

export const writeDeck = async (place: Place, deck: Deck): Promise<void> =>
  writeVerified(place, deckFileName(deck), await packJson(deck));

const removeAll = async (place: Place, files: readonly DeckFile[]): Promise<void> => {
  for (const { name } of files) await place.remove(name);
};

/**
 * Installs the decks of a place that the database lacks, and from one where others write also those of which it has an
 * earlier version, so that the latest one is everywhere in the end; but none that the user has removed.
 * @returns how many were installed
 */
export async function takeInDecks(
  db: Database,
  place: Place,
  judge: JudgeDeck = asWritten,
  { onNewer, onDamaged }: ToldOfDecks = {},
): Promise<number> {
  let installed = 0;
  const latestFirst = decksIn(await place.list()).toSorted((a, b) => compareVersions(b.version, a.version));
  for (const file of latestFirst) {
    const isWanted = wantedFrom(place, file);
    // Most are here: those are not read.
    if (!isWanted(await db.get("decks", file.id), await isRemoved(db, file.id))) continue;
    const bytes = await place.read(file.name);
    const deck = bytes && (await unpackDeck(file, bytes, judge));
    if (deck === "newer") onNewer?.(file.name);
    else if (deck === null) {
      if (bytes) onDamaged?.(file.name);
    } else if (deck.version !== file.version) console.error(`${file.name} holds another version`);
    else if (await install(db, deck, isWanted)) installed++;
  }
  return installed;
}

/** Who wants to know of files that bring nothing. */
export interface ToldOfDecks {
  /** Told of files whose deck only a newer version of the program can read. */
  readonly onNewer?: (name: string) => void;
  /** Told of those that are there and hold no such deck. */
  readonly onDamaged?: (name: string) => void;
}

/** Installs a deck unless it is here already in this version or a later one, or the user has removed it. */
export const installNew = (db: Database, deck: Deck): Promise<boolean> => install(db, deck, wanted(deck.version));

const wanted =
  (version: string): IsWanted =>
  (here, isGone) =>
    here ? here.origin === "own" && compareVersions(version, here.version) > 0 : !isGone;

/** In the own record the database's version is the newer one, whatever it is called. */
const wantedFrom = ({ kind }: Place, { version }: DeckFile): IsWanted =>
  kind === "own" ? (here, isGone) => !here && !isGone : wanted(version);

async function install(db: Database, deck: Deck, isWanted: IsWanted): Promise<boolean> {
  try {
    return await installDeck(db, deck, schedulerFor(await readSettings(db)), Date.now(), "own", isWanted);
  } catch (error) {
    // One that is refused must not keep the log from being copied.
    console.error(`the deck ${deck.id} could not be installed again:`, error);
    return false;
  }
}

/** What a file of a deck holds: `newer` where only a newer version can read it, null where it is damaged or no such deck. */
export type ReadDeck = Deck | "newer" | null;

/** Null where the file is damaged, or not there, or holds what this version cannot read. */
export async function readDeckFile(place: Place, file: Pick<DeckFile, "name" | "id">): Promise<Deck | null> {
  const bytes = await place.read(file.name);
  const read = bytes && (await unpackDeck(file, bytes));
  return read === "newer" ? null : read;
}

export async function unpackDeck(
  { name, id }: Pick<DeckFile, "name" | "id">,
  bytes: Uint8Array<ArrayBuffer>,
  judge: JudgeDeck = asWritten,
): Promise<ReadDeck> {
  try {
    const value = await unpackJson(bytes, MOST_BYTES);
    if (isNewerDeck(value)) return "newer";
    const deck = judge(value);
    if (deck?.id === id) return deck;
    console.error(`${name} holds another deck or none`);
  } catch (error) {
    console.error(`${name} is damaged:`, error);
  }
  return null;
}

/** The form of decks that this version knows. */
const FORMAT = 2;

const hasFormat = (value: unknown): value is { readonly format: unknown } =>
  typeof value === "object" && value !== null && "format" in value;

const isNewerDeck = (value: unknown): boolean =>
  hasFormat(value) && typeof value.format === "number" && value.format > FORMAT;

/** Of this profile's own files, which are whole, as their checksum says: only the kind is looked at. */
const asWritten: JudgeDeck = (value) => (isDeck(value) ? value : null);

const isDeck = (value: unknown): value is Deck => hasFormat(value) && value.format === FORMAT && "cards" in value;
