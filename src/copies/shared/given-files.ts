/**
 * What was given to other machines in files. No browser tells whether a download has arrived, let alone a file on its way in
 * somebody's pocket: so what was offered is offered again until the other machine's answer holds it, or the user says it arrived.
 */
import * as v from "valibot";
import type { DeviceId, EventId } from "../../core/ids.ts";
import { itemsOf } from "../../store/database/event-rows.ts";
import { positionRow, readPosition } from "../../store/database/local.ts";
import { write } from "../../store/database/transaction.ts";
import { writeMany } from "../../store/database/write-many.ts";
import type { Gap } from "../../store/log/log.ts";
import { readableInPieces } from "../../store/log/readable-rows.ts";
import type { Database } from "../../store/opening/open.ts";
import { decksIn } from "../place/file-names.ts";
import { changeWaiting, readWaiting, type WaitingFile, waitingNames } from "./waiting.ts";

const [AFTER, LEFT, DECKS] = ["given-in-files", "left-out-of-files", "decks-given-in-files"];
const [OFFERED, OFFERED_ASIDE, OF_OTHERS] = ["offered-in-files", "offered-aside", "decks-of-others"];
/** Nobody has more decks. */
const MOST_OF_OTHERS = 1000;
/** Decks that gave way. None of them goes before the user says that it arrived; more have to wait for that. */
const MOST_ASIDE = 20;
/** Of more rows the places are not kept one by one: then all of it is offered again. */
const MOST_LACKING = 10_000;
/** Rows that are read at once. */
const AT_ONCE = 1000;
/** Rows between two that are wanted: to read so many takes less than one more request. */
const BETWEEN = 10;

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const names = v.array(v.string());
const given = v.object({
  /** How far the log was given, as a place in it. */
  after: v.fallback(place, 0),
  /** Rows before it of which not all has arrived, or could be read, and how many events of each have. */
  left: v.fallback(v.array(v.tuple([place, place])), []),
  /** The names of the files in which decks were given. */
  decks: v.fallback(names, []),
});
export type Given = v.InferOutput<typeof given>;

/** What has arrived on the other machine, as far as anybody knows. */
export async function readGiven(db: Database): Promise<Given> {
  const [after, left, decks] = await Promise.all([AFTER, LEFT, DECKS].map((note) => readPosition(db, note)));
  return v.parse(given, { after, left, decks });
}

/** Those rows of which not all was given that still are there; the events of others stand in rows that came later. */
export async function* rowsLeft(
  db: Database,
  left: Given["left"],
): AsyncGenerator<{ readonly at: number; readonly row: unknown; readonly events: number }> {
  const given = new Map(left);
  for (const gap of closeTogether([...given.keys()])) {
    for await (const { places, rows } of readableInPieces(db, gap, AT_ONCE)) {
      for (const [i, at] of places.entries()) {
        const events = given.get(at);
        if (events !== undefined) yield { at, row: rows[i], events };
      }
    }
  }
}

/** Stretches of the log that hold all these places. */
function closeTogether(places: readonly number[]): readonly Gap[] {
  const gaps: { readonly after: number; before: number }[] = [];
  for (const at of places.toSorted((a, b) => a - b)) {
    const last = gaps.at(-1);
    if (last && at - last.before < BETWEEN) last.before = at + 1;
    else gaps.push({ after: at - 1, before: at + 1 });
  }
  return gaps;
}

/** With what was given before; null where nothing waits for an answer. */
async function readOffered(db: Database): Promise<Given | null> {
  const kept = (await readPosition(db, OFFERED)) ?? null;
  return kept === null ? null : v.parse(given, kept);
}

/** @param aside the names of decks that gave way and were handed to the user as well */
export const keepOffered = (db: Database, now: Given, aside: readonly string[]): Promise<void> =>
  keep(db, [positionRow(OFFERED, now), positionRow(OFFERED_ASIDE, aside)]);

/**
 * Decks of the user's own that gave way to others, until the user says that they have arrived; not encrypted, since the passphrase
 * may change.
 */
export const readAside = (db: Database): Promise<readonly WaitingFile[]> => readWaiting(db, "deck-");

/** More decks have given way than there is room for. */
export class NoRoomAsideError extends Error {}

/** @throws NoRoomAsideError */
export async function keepAside(db: Database, file: WaitingFile): Promise<void> {
  if ((await waitingNames(db, "deck-")).length >= MOST_ASIDE) throw new NoRoomAsideError();
  await changeWaiting(db, [file]);
}

export const dropAside = (db: Database, names: readonly string[]): Promise<void> => changeWaiting(db, [], names);

/** The names of those that were handed to the user. */
async function asideOffered(db: Database): Promise<readonly string[]> {
  const kept = v.safeParse(names, await readPosition(db, OFFERED_ASIDE));
  return kept.success ? kept.output : [];
}

/** Whether anything that was handed to the user may not have arrived. */
export const isAnyOffered = async (db: Database): Promise<boolean> =>
  ((await readPosition(db, OFFERED)) ?? null) !== null || (await asideOffered(db)).length > 0;

/** The user says that all files have arrived that were handed to them; what came since is for the next ones. */
export async function noteArrived(db: Database): Promise<void> {
  const offered = await readOffered(db);
  if (offered) await keepGiven(db, offered, null);
  await dropAside(db, await asideOffered(db));
  await keep(db, [positionRow(OFFERED_ASIDE, [])]);
}

/** @param offered what waits for an answer from now on */
const keepGiven = (db: Database, { after, left, decks }: Given, offered: Given | null): Promise<void> =>
  keep(db, [
    ...[positionRow(AFTER, after), positionRow(LEFT, left), positionRow(DECKS, decks)],
    positionRow(OFFERED, offered),
  ]);

const keep = (db: Database, rows: readonly ReturnType<typeof positionRow>[]): Promise<void> =>
  write(db, ["local"], (transaction) => writeMany(transaction.objectStore("local"), "put", rows));

/** What came in files that another machine wrote. */
export interface Answer {
  readonly writers: ReadonlySet<DeviceId>;
  readonly events: ReadonlySet<EventId>;
  /** Hashes of decks. */
  readonly decks: ReadonlySet<string>;
}

/**
 * Whoever has taken in what was offered gives it on with what is new there: then it has arrived. Where only some of it has come
 * back, the rest is offered again.
 */
export async function noteAnswer(db: Database, answer: Answer): Promise<void> {
  if (answer.writers.size === 0) return;
  const there = new Set([...(await decksOfOthers(db)), ...answer.decks]);
  if (answer.decks.size > 0) await keep(db, [positionRow(OF_OTHERS, [...there].slice(-MOST_OF_OTHERS))]);
  const offered = await readOffered(db);
  if (!offered) return;
  const before = await readGiven(db);
  const arrived = decksIn(offered.decks).filter(({ hash }) => hash !== null && there.has(hash));
  const decks = offered.decks.filter((name) => before.decks.includes(name) || arrived.some((one) => one.name === name));
  const { left, lacking } = await leftAfter(db, answer, before, offered);
  const isAll = lacking === 0 && decks.length === offered.decks.length;
  if (lacking > MOST_LACKING) await keepGiven(db, { ...before, decks }, offered);
  else await keepGiven(db, { after: offered.after, left, decks }, isAll ? null : offered);
}

/** The hashes of those that came from other machines. */
async function decksOfOthers(db: Database): Promise<readonly string[]> {
  const kept = v.safeParse(names, await readPosition(db, OF_OTHERS));
  return kept.success ? kept.output : [];
}

/** @returns the rows that are to be given again, and of how many of them something was offered that the answer lacks */
async function leftAfter(db: Database, answer: Answer, before: Given, offered: Given) {
  const leftOut = new Map(offered.left);
  const left: [number, number][] = [];
  let lacking = 0;
  const look = (at: number, row: unknown, given: number): void => {
    const out = leftOut.get(at);
    const isHeld = itemsOf(row).every(({ event }) =>
      // What the other machine made itself it need not have from here.
      event ? answer.events.has(event.id) || answer.writers.has(event.device) : out !== undefined,
    );
    if (!isHeld && given !== out) lacking++;
    if (!isHeld) left.push([at, given]);
    else if (out !== undefined) left.push([at, out]);
  };
  for await (const { at, row, events } of rowsLeft(db, before.left)) look(at, row, events);
  if (offered.after <= before.after) return { left, lacking };
  const gap = { after: before.after, before: offered.after + 1 };
  for await (const { places, rows } of readableInPieces(db, gap, AT_ONCE)) {
    for (const [i, at] of places.entries()) look(at, rows[i], 0);
  }
  return { left, lacking };
}
