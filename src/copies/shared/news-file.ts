/**
 * For browsers that let no extension into a folder: what is new since the last time as one file, which the user carries to
 * the shared folder or to the other machine. It is a file of the journal under a name as any device writes it, so who can
 * read the folder takes it in from there.
 */
import type { Deck } from "../../core/deck/deck.ts";
import { ID_BYTES } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { eventsIn } from "../../store/database/event-rows.ts";
import { keepPosition, readDevice, readPosition } from "../../store/database/local.ts";
import { readDeck } from "../../store/decks/decks.ts";
import { readableInPieces } from "../../store/log/readable-rows.ts";
import type { Database } from "../../store/opening/open.ts";
import { packEvents, packJson } from "../../store/segments/pack.ts";
import { hashHere } from "../place/deck-hash.ts";
import { unpack } from "../place/events-file.ts";
import { deckFileName, decksIn, journalName } from "../place/file-names.ts";
import { installNew, type JudgeDeck, unpackDeck } from "../place/own-decks.ts";
import { takeInWhile } from "../take-in/take-in.ts";
import { ENDING, isSealed, type Vault } from "./encrypted.ts";
import { isHeadName } from "./heads.ts";
import { isInNewerForm } from "./newer-form.ts";
import { nameBefore } from "./renamed.ts";

/** How far the log was given away in files, as a place in the log; and which versions of the user's own decks. */
const GIVEN = "given-in-files";
const GIVEN_DECKS = "decks-given-in-files";
/** Rows that are read at once. */
const AT_ONCE = 1000;
/** Events of one file: what unpacks in a second or so. Who has more gets several. */
const MOST_EVENTS = 100_000;

export interface NewsFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many events it holds; 0 for a deck. */
  readonly events: number;
}

export interface News {
  readonly files: readonly NewsFile[];
  /** To be called when the files were handed to the user: the next ones begin where these end. */
  readonly given: () => Promise<void>;
}

/**
 * What came into the log since the last time, and decks of the user's own that are new or have changed.
 * @param all everything, whatever was given before
 */
export async function packNews(db: Database, all: boolean, vault: Vault | null): Promise<News> {
  const device = await readDevice(db.transaction("local").store);
  const kept = await readPosition(db, GIVEN);
  let after = all || typeof kept !== "number" ? 0 : kept;
  const files: NewsFile[] = [];
  let waiting: Envelope[] = [];
  const add = async (name: string, bytes: Uint8Array<ArrayBuffer>, events: number): Promise<void> => {
    files.push(await sealed(name, bytes, events, vault));
  };
  const pack = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const name = journalName(device, waiting, crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    await add(name, await packEvents(waiting), waiting.length);
    waiting = [];
  };
  for await (const { rows, places } of readableInPieces(db, { after, before: null }, AT_ONCE)) {
    waiting = waiting.concat(eventsIn(rows));
    after = Math.max(after, places.at(-1) ?? 0);
    if (waiting.length >= MOST_EVENTS) await pack();
  }
  await pack();
  const keptDecks = await readPosition(db, GIVEN_DECKS);
  const givenBefore: readonly unknown[] = all || !Array.isArray(keptDecks) ? [] : keptDecks;
  const own = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
  const names: string[] = [];
  for (const row of own) {
    const hash = await hashHere(db, row);
    if (hash === null) continue;
    const name = deckFileName(row, { device, hash });
    names.push(name);
    const deck = givenBefore.includes(name) ? null : await readDeck(db, row.id);
    if (deck) await add(name, await packJson(deck), 0);
  }
  const given = async (): Promise<void> => {
    await keepPosition(db, GIVEN, after);
    await keepPosition(db, GIVEN_DECKS, names);
  };
  return { files, given };
}

async function sealed(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  events: number,
  vault: Vault | null,
): Promise<NewsFile> {
  const file = vault ? { name: name + ENDING, bytes: await vault.seal(name, bytes) } : { name, bytes };
  return { ...file, events };
}

export interface TakenFiles {
  /** Events that came in. */
  readonly taken: number;
  /** Events of the files that were here already; 0 where it was stopped. */
  readonly known: number;
  /** Decks that came in. */
  readonly decks: number;
  /** False where it was stopped. */
  readonly complete: boolean;
}

export interface NewsOptions {
  /** Asked between transactions; where it says no, the rest does not come in. */
  readonly goOn?: () => boolean;
  /** Told how many events have come in so far. */
  readonly onTaken?: (events: number) => void;
  /**
   * Told of each deck that came in, at once, since it stays whatever comes after it: with the one of the same version that was here
   * and gave way to it, as a file, for it stands nowhere else perhaps.
   */
  readonly onDeck?: (gaveWay: NewsFile | null) => void;
}

/** A file that was to be taken in, and what is wrong with it. */
export class NewsFileError extends Error {
  constructor(
    readonly file: string,
    /** `locked`: it is encrypted, and there is no passphrase, or another one. `newer`: only a newer version can read it. */
    readonly reason: "damaged" | "locked" | "newer",
  ) {
    super(`${file}: ${reason}`);
  }
}

/**
 * Takes in any number of such files, in any order, also all those of a shared folder. All of them are looked at first: where
 * one is not whole, nothing is changed.
 * @param vault null where no passphrase is set
 * @param judge of decks
 * @throws NewsFileError
 */
export async function takeInNews(
  db: Database,
  files: readonly Pick<NewsFile, "name" | "bytes">[],
  vault: Vault | null,
  judge?: JudgeDeck,
  { goOn = () => true, onTaken, onDeck }: NewsOptions = {},
): Promise<TakenFiles> {
  const all: Envelope[][] = [];
  const decks: Deck[] = [];
  for (const file of files) {
    const before = nameBefore(file.name) ?? file.name;
    const plainName = before.endsWith(ENDING) ? before.slice(0, -ENDING.length) : before;
    // Who a device is matters in the folder only.
    if (isHeadName(plainName)) continue;
    if (isInNewerForm(file.name)) throw new NewsFileError(file.name, "newer");
    const bytes = await openFile(file, vault);
    const [named] = decksIn([plainName]);
    if (named) {
      const deck = await unpackDeck(named, bytes, judge);
      if (deck === null || deck === "newer") throw new NewsFileError(file.name, deck ?? "damaged");
      decks.push(deck);
      continue;
    }
    const unpacked = await unpack(bytes);
    if (unpacked === null || (unpacked.events.length === 0 && unpacked.others > 0))
      throw new NewsFileError(file.name, "damaged");
    all.push([...unpacked.events]);
  }
  const events = all.flat();
  const device = await readDevice(db.transaction("local").store);
  let installed = 0;
  for (const one of decks) {
    if (!goOn()) return { taken: 0, known: 0, decks: installed, complete: false };
    const { installed: isNew, beaten } = await installNew(db, one);
    if (!isNew) continue;
    installed++;
    let aside: NewsFile | null = null;
    try {
      if (beaten) {
        const name = deckFileName(beaten.deck, { device, hash: beaten.hash });
        aside = await sealed(name, await packJson(beaten.deck), 0, vault);
      }
    } finally {
      // It is here, whatever became of the file with the one before.
      onDeck?.(aside);
    }
  }
  let sum = 0;
  const { taken, complete } = await takeInWhile(db, events, {
    goOn,
    onTaken(some) {
      sum += some;
      onTaken?.(sum);
    },
  });
  return {
    taken,
    known: complete ? new Set(events.map(({ id }) => id)).size - taken : 0,
    decks: installed,
    complete,
  };
}

async function openFile(
  { name, bytes }: Pick<NewsFile, "name" | "bytes">,
  vault: Vault | null,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isSealed(bytes)) return bytes;
  const before = nameBefore(name) ?? name;
  const plain = vault ? await vault.open(before.slice(0, -ENDING.length), bytes) : new Uint8Array();
  if (plain.length === 0) throw new NewsFileError(name, "locked");
  return plain;
}
