/**
 * For browsers that let no extension into a folder: what is new since the last time as one file, which the user carries to
 * the shared folder or to the other machine. It is a file of the journal under a name as any device writes it, so who can
 * read the folder takes it in from there.
 */
import type { Deck } from "../../core/deck/deck.ts";
import { type DeviceId, type EventId, ID_BYTES } from "../../core/ids.ts";
import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { itemsOf } from "../../store/database/event-rows.ts";
import { readDevice } from "../../store/database/local.ts";
import { readableInPieces } from "../../store/log/readable-rows.ts";
import type { Database } from "../../store/opening/open.ts";
import { packEvents, packJson, unpackEvents } from "../../store/segments/pack.ts";
import { type JudgeDeck, unpackDeck } from "../place/deck-file.ts";
import { deckHash, hashHere, readWholeDeck, type WholeDeck } from "../place/deck-hash.ts";
import { deckFileName, decksIn, journalName, journalsIn, segmentsIn } from "../place/file-names.ts";
import { installNew } from "../place/take-in-decks.ts";
import { takeInWhile } from "../take-in/take-in.ts";
import { ENDING, isSealed, type Vault } from "./encrypted.ts";
import {
  dropAside,
  type Given,
  keepAside,
  keepOffered,
  NoRoomAsideError,
  noteAnswer,
  readAside,
  readGiven,
  rowsLeft,
} from "./given-files.ts";
import { isHeadName } from "./heads.ts";
import { hasRoomFor, isEvent, keepLines } from "./kept-lines.ts";
import { isInNewerForm } from "./newer-form.ts";
import { nameBefore } from "./renamed.ts";

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
  /** Entries that are not in them, since they cannot be read here now. They are in later ones, once they are mended. */
  readonly unread: number;
  /** The same of decks that are not whole. */
  readonly damagedDecks: number;
  /** To be called when the files were handed to the user. */
  readonly offered: () => Promise<void>;
}

/**
 * What came into the log since what has arrived on the other machine, and decks of the user's own that are new or have changed;
 * and decks that gave way to others.
 * @param all everything, whatever was given before
 */
export async function packNews(db: Database, all: boolean, vault: Vault | null): Promise<News> {
  const device = await readDevice(db.transaction("local").store);
  const given = all ? NOTHING_GIVEN : await readGiven(db);
  let { after } = given;
  const left: [number, number][] = [];
  let unread = 0;
  const files: NewsFile[] = [];
  let waiting: Envelope[] = [];
  const add = async (name: string, bytes: Uint8Array<ArrayBuffer>, events: number): Promise<void> => {
    files.push(await sealed(name, bytes, events, vault));
  };
  const aside = await readAside(db);
  for (const { name, bytes } of aside) await add(name, bytes, 0);
  const pack = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const name = journalName(device, waiting, crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    await add(name, await packEvents(waiting), waiting.length);
    waiting = [];
  };
  /** @param before how many events of the row were given before */
  const addRow = (place: number, row: unknown, before: number): void => {
    const items = itemsOf(row);
    const events = items.flatMap(({ event }) => event ?? []);
    if (events.length > before) for (const event of events) waiting.push(event);
    if (events.length === items.length) return;
    left.push([place, events.length]);
    unread += items.length - events.length;
  };
  for await (const { at, row, events } of rowsLeft(db, given.left)) addRow(at, row, events);
  for await (const { rows, places } of readableInPieces(db, { after, before: null }, AT_ONCE)) {
    for (const [i, place] of places.entries()) addRow(place, rows[i], 0);
    after = Math.max(after, places.at(-1) ?? 0);
    if (waiting.length >= MOST_EVENTS) await pack();
  }
  await pack();
  const own = (await db.getAll("decks")).filter(({ origin }) => origin === "own");
  const names: string[] = [];
  let damagedDecks = 0;
  for (const row of own) {
    const known = await hashHere(db, row);
    const name = known === null ? null : deckFileName(row, { device, hash: known });
    if (name === null || !given.decks.includes(name)) {
      const read = await readWholeDeck(db, row);
      if (read === "damaged") damagedDecks++;
      if (typeof read === "string") continue;
      const { deck, hash } = read;
      await add(deckFileName(row, { device, hash }), await packJson(deck), 0);
      names.push(deckFileName(row, { device, hash }));
    } else names.push(name);
  }
  const offered = (): Promise<void> =>
    keepOffered(
      db,
      { after, left, decks: names },
      aside.map(({ name }) => name),
    );
  return { files, unread, damagedDecks, offered };
}

const NOTHING_GIVEN: Given = { after: 0, left: [], decks: [] };

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
  /** Those that did not, since the one in whose place they would come is not whole: it is to be mended first. */
  readonly decksPutOff: number;
  /** And those in whose places decks would have given way for which there is no room, see `keepAside`. */
  readonly decksWithoutRoom: number;
  /** Entries that are kept for a later version of the program. */
  readonly keptForLater: number;
  /** False where it was stopped, or where not all that the log did not take could be kept for later. */
  readonly complete: boolean;
}

export interface NewsOptions {
  /** Asked between transactions; where it says no, the rest does not come in. */
  readonly goOn?: () => boolean;
  /** Told how many events have come in so far. */
  readonly onTaken?: (events: number) => void;
  /**
   * Told of each deck that came in, at once, since it stays whatever comes after it: with the one of the same version that was here
   * and gave way to it, as a file. That is kept, and among the next files for the other machine, until the user says that it arrived.
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
  const others: unknown[][] = [];
  const decks: Deck[] = [];
  const device = await readDevice(db.transaction("local").store);
  const answer = { writers: new Set<DeviceId>(), events: new Set<EventId>(), decks: new Set<string>() };
  for (const file of files) {
    const before = nameBefore(file.name) ?? file.name;
    const plainName = before.endsWith(ENDING) ? before.slice(0, -ENDING.length) : before;
    // Who a device is matters in the folder only.
    if (isHeadName(plainName)) continue;
    if (isInNewerForm(file.name)) throw new NewsFileError(file.name, "newer");
    const bytes = await openFile(file, vault);
    const [named] = decksIn([plainName]);
    const writer = (named ?? segmentsIn([plainName])[0] ?? journalsIn([plainName])[0])?.device ?? device;
    if (writer !== device) answer.writers.add(writer);
    if (named) {
      const deck = await unpackDeck(named, bytes, judge);
      if (deck === null || deck === "newer") throw new NewsFileError(file.name, deck ?? "damaged");
      decks.push(deck);
      if (writer !== device) answer.decks.add(await deckHash(deck));
      continue;
    }
    const lines = await linesOf(bytes);
    const events = eventsAmong(lines ?? []);
    if (lines === null || (events.length === 0 && lines.length > 0)) throw new NewsFileError(file.name, "damaged");
    all.push(events);
    if (writer !== device) for (const { id } of events) answer.events.add(id);
    others.push(events.length < lines.length ? lines.filter((line) => !isEvent(line)) : []);
    if (!(await hasRoomFor(db, others.flat()))) throw new NewsFileError(file.name, "newer");
  }
  const events = all.flat();
  const areOthersKept = await keepLines(db, others.flat());
  const keptForLater = areOthersKept ? others.flat().length : 0;
  let [installed, decksPutOff, decksWithoutRoom] = [0, 0, 0];
  const counts = () => ({ decks: installed, decksPutOff, decksWithoutRoom, keptForLater });
  for (const one of decks) {
    if (!goOn()) return { ...counts(), taken: 0, known: 0, complete: false };
    let aside: NewsFile | null = null;
    let asideName = "";
    const setAside = async ({ deck, hash }: WholeDeck): Promise<void> => {
      const [name, bytes] = [deckFileName(deck, { device, hash }), await packJson(deck)];
      const file = await sealed(name, bytes, 0, vault);
      await keepAside(db, { name, bytes });
      [aside, asideName] = [file, name];
    };
    const became = await installNew(db, one, setAside).catch((error: unknown) => {
      if (!(error instanceof NoRoomAsideError)) throw error;
      return "no room" as const;
    });
    if (became === "put off") decksPutOff++;
    if (became === "no room") decksWithoutRoom++;
    if (became === "installed") {
      installed++;
      onDeck?.(aside);
    } else if (aside) await dropAside(db, [asideName]);
  }
  let sum = 0;
  const { taken, complete, unmended } = await takeInWhile(db, events, {
    goOn,
    onTaken(some) {
      sum += some;
      onTaken?.(sum);
    },
  });
  // The user need not keep the file.
  const areUnmendedKept = await keepLines(
    db,
    events.filter(({ id }) => unmended.has(id)),
  );
  if (complete) await noteAnswer(db, answer);
  return {
    taken,
    // What a segment alone held of a spoilt row came in beside them.
    known: complete ? Math.max(0, new Set(events.map(({ id }) => id)).size - unmended.size - taken) : 0,
    ...counts(),
    complete: complete && areOthersKept && areUnmendedKept,
  };
}

/** Null when the bytes are torn or something else. */
async function linesOf(bytes: Uint8Array<ArrayBuffer>): Promise<readonly unknown[] | null> {
  try {
    return await unpackEvents(bytes);
  } catch (error) {
    console.error("a file of events is damaged:", error);
    return null;
  }
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
