/** Decks of the user's own in a place of copies: no log and no extension could make them again, so each is kept whole. */
import type { Deck } from "../../core/deck/deck.ts";
import { compareVersions } from "../../core/deck/version-order.ts";
import type { DeckId, DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { isRemoved, keepPosition, readPosition } from "../../store/database/local.ts";
import type { DeckRow } from "../../store/database/schema.ts";
import { readDeck } from "../../store/decks/decks.ts";
import type { Database } from "../../store/opening/open.ts";
import { packJson } from "../../store/segments/pack.ts";
import { readDeckFile, writeDeck } from "./deck-file.ts";
import { hashHere, readWholeDeck } from "./deck-hash.ts";
import { type DeckFile, deckFileName, decksIn } from "./file-names.ts";
import { writeVerified } from "./write-verified.ts";
import { writtenJob } from "./written-decks.ts";

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

const removeAll = async (place: Place, files: readonly DeckFile[]): Promise<void> => {
  for (const { name } of files) await place.remove(name);
};
