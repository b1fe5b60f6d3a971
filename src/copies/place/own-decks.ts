/** Decks of the user's own in a place of copies: no log and no extension could make them again, so each is kept whole. */
import type { Deck } from "../../core/deck/deck.ts";
import { compareVersions } from "../../core/deck/version-order.ts";
import type { DeckId, DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import { same } from "../../core/same.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { isRemoved, keepPosition, readPosition } from "../../store/database/local.ts";
import type { DeckRow } from "../../store/database/schema.ts";
import { readDeck } from "../../store/decks/decks.ts";
import { type IsWanted, installDeck } from "../../store/decks/install-deck.ts";
import type { Database } from "../../store/opening/open.ts";
import { MOST_BYTES, packJson, unpackJson } from "../../store/segments/pack.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { deckHash, hashHere, readWholeDeck, type WholeDeck } from "./deck-hash.ts";
import { type DeckFile, deckFileName, decksIn } from "./file-names.ts";
import { noteOf } from "./note-of.ts";
import { writeVerified } from "./write-verified.ts";

/** Says whether what a file holds is a deck indeed; null where it is none. */
export type JudgeDeck = (value: unknown) => Deck | null;

/**
 * Writes the decks that a place lacks, and takes its file of a deck away that the user has removed or that has changed. In a
 * place where others write, each device has a file of its own: so each can put right what is torn.
 * @param trustsNames false where the files of these decks are read, and those that are torn are written anew: another deck waits
 *   for one of them to be whole, and nobody who has that other one would tell
 * @returns what the last deck failed with that could not be written, null where none did: it must not keep the others, nor the
 *   log, from being copied
 */
export async function writeOwnDecks(
  db: Database,
  place: Place,
  device: DeviceId,
  trustsNames = true,
): Promise<unknown> {
  const rows = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
  const files = decksIn(await place.list());
  const isWhole = async (file: DeckFile): Promise<boolean> => trustsNames || (await readDeckFile(place, file)) !== null;
  let failure: unknown = null;
  for (const row of rows) {
    try {
      await writeOwnDeck(db, place, row, place.kind === "own" ? null : device, files, isWhole);
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
  isWhole: (file: DeckFile) => Promise<boolean>,
): Promise<void> {
  const hash = device && (await hashHere(db, row));
  if (device !== null && hash === null) {
    await wholeDeck(db, row);
    return;
  }
  const name = deckFileName(row, device === null || hash === null ? undefined : { device, hash });
  // There the name does not tell two decks of one version apart.
  const written = device === null ? writtenJob(place, row.id) : null;
  const isWritten = written === null || (await readPosition(db, written)) === row.installedAtMs;
  const there = files.find((file) => file.name === name);
  if (!isWritten || !there || !(await isWhole(there))) {
    const deck = await wholeDeck(db, row).catch(async (error: unknown) => {
      if (error instanceof DamagedDeckError && device === null) await writeRemnant(db, place, row);
      throw error;
    });
    if (!deck) return;
    await writeVerified(place, name, await packJson(deck));
    if (written !== null) await keepPosition(db, written, row.installedAtMs);
  }
  // Earlier versions; of those in a place where others write, its own alone. One of the same version that says something
  // else stays there: a user made it, and it may stand nowhere else.
  const isSpare = (file: DeckFile): boolean =>
    device === null ||
    (file.device === device && (file.hash === null || compareVersions(file.version, row.version) < 0));
  await removeAll(
    place,
    files.filter((file) => file.id === row.id && file.name !== name && isSpare(file)),
  );
}

/** A deck that is no longer what was installed: the check makes it whole again, if anything can. */
export class DamagedDeckError extends Error {
  constructor(deck: DeckId) {
    super(`the deck ${deck} is not whole here, and is not copied`);
  }
}

/**
 * @returns null where another one has taken its place just now: that is for the next time
 * @throws DamagedDeckError
 */
async function wholeDeck(db: Database, row: DeckRow): Promise<Deck | null> {
  const read = await readWholeDeck(db, row);
  if (read === "damaged") throw new DamagedDeckError(row.id);
  return read === "other" ? null : read.deck;
}

/**
 * What is left of a deck, in a place of this profile alone that holds none of its name: better than nothing, where the database
 * is lost. It is not noted as written, so the whole one takes its place as soon as there is one.
 */
export async function writeRemnant(db: Database, place: Place, row: DeckRow): Promise<void> {
  if (await readDeckFile(place, { name: deckFileName(row), id: row.id })) return;
  const deck = await readDeck(db, row.id);
  if (!deck) return;
  await keepPosition(db, writtenJob(place, row.id), null);
  await writeDeck(place, deck);
}

/**
 * The deck of a row as a place of this profile alone holds it. Null also where it is not known to hold just this one: another
 * one under the same version may not have been written yet.
 */
export async function readCopyOf(db: Database, place: Place, row: DeckRow): Promise<Deck | null> {
  if ((await readPosition(db, writtenJob(place, row.id))) !== row.installedAtMs) return null;
  return readDeckFile(place, { name: deckFileName(row), id: row.id });
}

/** Whether a place of this profile alone holds the decks of the user's own as they are here, and no others: by their names. */
export async function holdsOwnDecks(db: Database, place: Place, names: readonly string[]): Promise<boolean> {
  const rows = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
  const there = new Set(decksIn(names).map(({ name }) => name));
  if (there.size !== rows.length || !rows.every((row) => there.has(deckFileName(row)))) return false;
  const written = await Promise.all(rows.map(({ id }) => readPosition(db, writtenJob(place, id))));
  return rows.every(({ installedAtMs }, i) => written[i] === installedAtMs);
}

/** Notes which deck stands in the file of its name, in a place of this profile alone. */
const writtenJob = (place: Place, deck: DeckId): string => noteOf(place, `deck-written/${deck}`);

export const writeDeck = async (place: Place, deck: Deck): Promise<void> =>
  writeVerified(place, deckFileName(deck), await packJson(deck));

const removeAll = async (place: Place, files: readonly DeckFile[]): Promise<void> => {
  for (const { name } of files) await place.remove(name);
};

/**
 * Installs the decks of a place that the database lacks, and from one where others write also those of which it has an
 * earlier version, so that the latest one is everywhere in the end; but none that the user has removed. Of several under one
 * version that with the greater hash is everywhere in the end, since all devices can say which that is; the one that was here
 * is replaced only where the place keeps it.
 */
export async function takeInDecks(
  db: Database,
  place: Place,
  judge: JudgeDeck = asWritten,
  { onInstalled, onNewer, onDamaged, onPutOff, isKnown }: ToldOfDecks = {},
): Promise<void> {
  const files = decksIn(await place.list());
  const latestFirst = files.toSorted((a, b) => compareVersions(b.version, a.version) || compareHashes(b, a));
  for (const file of latestFirst) {
    if (isKnown?.(file.name)) continue;
    const beaten = await beatenBy(db, file);
    if (beaten && !(await isKeptIn(place, files, beaten))) {
      onPutOff?.();
      continue;
    }
    const isWanted = wantedFrom(place, file, beaten?.row);
    // Most are here: those are not read.
    if (!isWanted(await db.get("decks", file.id), await isRemoved(db, file.id))) continue;
    const bytes = await place.read(file.name);
    const deck = bytes && (await unpackDeck(file, bytes, judge));
    if (deck === "newer") onNewer?.(file.name);
    else if (deck === null) {
      if (bytes) onDamaged?.(file.name);
    } else if (deck.version !== file.version) console.error(`${file.name} holds another version`);
    else {
      const nowMs = Date.now();
      if (!(await install(db, deck, isWanted, nowMs))) continue;
      onInstalled?.();
      // What came from here stands here: the check may hold it against its file at once.
      if (place.kind === "own") await keepPosition(db, writtenJob(place, deck.id), nowMs);
    }
  }
}

/** Who wants to know what becomes of the files. */
export interface ToldOfDecks {
  /** Told of each deck at once: whoever takes them in may fail before the end. */
  readonly onInstalled?: () => void;
  /** Told of files whose deck only a newer version of the program can read. */
  readonly onNewer?: (name: string) => void;
  /** Told of those that are there and hold no such deck. */
  readonly onDamaged?: (name: string) => void;
  /** Told where a deck waits until the one in its place is written. */
  readonly onPutOff?: () => void;
  /** Files that need not be read. */
  readonly isKnown?: (name: string) => boolean;
}

/**
 * Installs a deck unless it is here already in this version or a later one, or the user has removed it. Of two under one
 * version the one with the greater hash stays.
 * @param onGivesWay told of the one that gives way, before it does: it stands nowhere else perhaps. Where it fails, that stays
 * @returns `put off` where the one that would give way is not whole
 */
export async function installNew(
  db: Database,
  deck: Deck,
  onGivesWay: (before: WholeDeck) => Promise<void>,
): Promise<"installed" | "not wanted" | "put off"> {
  const { id, version } = deck;
  const beaten = await beatenBy(db, { id, version, hash: await deckHash(deck) });
  const before = beaten && (await readWholeDeck(db, beaten.row));
  if (before === "damaged") return "put off";
  if (before === "other") return "not wanted";
  if (before) await onGivesWay(before);
  return (await install(db, deck, wanted(version, beaten?.row), Date.now())) ? "installed" : "not wanted";
}

interface HereToo {
  readonly row: DeckRow;
  readonly hash: string;
}

/** The deck here that has the same version as another, and gives way to it. */
async function beatenBy(db: Database, { id, version, hash }: Pick<DeckFile, "id" | "version" | "hash">) {
  if (hash === null) return null;
  const row = await db.get("decks", id);
  if (row?.origin !== "own" || row.version !== version) return null;
  const own = await hashHere(db, row);
  return own !== null && own < hash ? { row, hash: own } : null;
}

/** Whether a place holds a deck that is here, whole. */
async function isKeptIn(place: Place, files: readonly DeckFile[], { row, hash }: HereToo): Promise<boolean> {
  for (const file of files)
    if (file.id === row.id && file.hash === hash && (await readDeckFile(place, file)) !== null) return true;
  return false;
}

const compareHashes = ({ hash: a }: DeckFile, { hash: b }: DeckFile): number => byCodeUnits(a ?? "", b ?? "");

/** @param beaten what stands here and gives way, as it was looked at */
const wanted =
  (version: string, beaten?: DeckRow): IsWanted =>
  (here, isGone) =>
    here
      ? here.origin === "own" &&
        (compareVersions(version, here.version) > 0 || (beaten !== undefined && same(here, beaten)))
      : !isGone;

/** In the own record the database's version is the newer one, whatever it is called. */
const wantedFrom = ({ kind }: Place, { version }: DeckFile, beaten?: DeckRow): IsWanted =>
  kind === "own" ? (here, isGone) => !here && !isGone : wanted(version, beaten);

async function install(db: Database, deck: Deck, isWanted: IsWanted, nowMs: number): Promise<boolean> {
  try {
    return await installDeck(db, deck, schedulerFor(await readSettings(db)), nowMs, "own", isWanted);
  } catch (error) {
    // One that is refused must not keep the log from being copied.
    console.error(`the deck ${deck.id} could not be installed again:`, error);
    return false;
  }
}

/** What a file of a deck holds: `newer` where only a newer version can read it, null where it is damaged or no such deck. */
export type ReadDeck = Deck | "newer" | null;

/** What the name of a file says of its deck. */
type NamedDeck = Pick<DeckFile, "name" | "id"> & Partial<Pick<DeckFile, "hash">>;

/** Null where the file is damaged, or not there, or holds what this version cannot read. */
export async function readDeckFile(place: Place, file: NamedDeck): Promise<Deck | null> {
  const bytes = await place.read(file.name);
  const read = bytes && (await unpackDeck(file, bytes));
  return read === "newer" ? null : read;
}

export async function unpackDeck(
  { name, id, hash = null }: NamedDeck,
  bytes: Uint8Array<ArrayBuffer>,
  judge: JudgeDeck = asWritten,
): Promise<ReadDeck> {
  try {
    const value = await unpackJson(bytes, MOST_BYTES);
    if (isNewerDeck(value)) return "newer";
    const deck = judge(value);
    if (deck?.id === id && (hash === null || (await deckHash(deck)) === hash)) return deck;
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
