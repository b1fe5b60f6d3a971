/** Decks that come from a place of copies or from a file: which are installed, and which of two under one version stays. */
import type { Deck } from "../../core/deck/deck.ts";
import { compareVersions } from "../../core/deck/version-order.ts";
import type { Place } from "../../core/log/place.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import { same } from "../../core/same.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { isRemoved, keepPosition } from "../../store/database/local.ts";
import type { DeckRow } from "../../store/database/schema.ts";
import { type IsWanted, installDeck } from "../../store/decks/install-deck.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { asWritten, type JudgeDeck, readDeckFile, unpackDeck } from "./deck-file.ts";
import { deckHash, hashHere, readWholeDeck, type WholeDeck } from "./deck-hash.ts";
import { type DeckFile, decksIn } from "./file-names.ts";
import { writtenJob } from "./written-decks.ts";

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
