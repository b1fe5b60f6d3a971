/** The sums of each study day, brought along in the transaction that adds the events. See `core/stats/day-sums.ts`. */
import { type CardId, type DeckId, deckOf } from "../../core/ids.ts";
import { same } from "../../core/same.ts";
import type { DayEntry } from "../../core/stats/day-entry.ts";
import { DayAdder, type DayRow, isDayRow } from "../../core/stats/day-sums.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { readableAt, readableIn } from "../database/readable.ts";
import type { StoreName } from "../database/schema.ts";
import type { Writing } from "../database/transaction.ts";
import { writeMany } from "../database/write-many.ts";
import type { CountedEntries } from "./counted-cards.ts";
import { beginRecountIn, isRecounted, type RecountPosition, readRecount } from "./recount-position.ts";

/** What a transaction must hold for events to be counted in it. */
export const DAY_STORES = ["days", "recount", "local"] as const satisfies readonly StoreName[];

/** Brings the sums along where something else of some cards counts than before. */
export async function changeDays(transaction: Writing, before: CountedEntries, after: CountedEntries): Promise<void> {
  const changing = new ChangingDays(transaction);
  await changing.add(before, after);
  await changing.write();
}

/** What changes of the sums, of cards that come one group after the other: their days are mostly the same, and written once. */
export class ChangingDays {
  readonly #transaction: Writing;
  #recount: Promise<RecountPosition | null> | undefined;
  #days: DayChanges = new Map();
  /** Of the cards that a recount has come to. */
  #recounted: DayChanges = new Map();

  constructor(transaction: Writing) {
    this.#transaction = transaction;
  }

  /** Of each card once. */
  async add(before: CountedEntries, after: CountedEntries): Promise<void> {
    await this.addChanges(
      [...new Set([...before.keys(), ...after.keys()])].flatMap((card) =>
        changesOf(card, before.get(card) ?? [], after.get(card) ?? []),
      ),
    );
  }

  async addChanges(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    this.#recount ??= readRecount(this.#transaction);
    const recount = await this.#recount;
    this.#days = summed(changes, this.#days);
    if (!recount) return;
    const recounted = changes.filter(({ card }) => isRecounted(recount, card));
    this.#recounted = summed(recounted, this.#recounted);
  }

  /** Writes all of it, once. */
  async write(): Promise<void> {
    const isRight = await changeRows(this.#transaction, "days", this.#days);
    const isRecountRight = await changeRows(this.#transaction, "recount", this.#recounted);
    if (!isRight || !isRecountRight) await beginRecountIn(this.#transaction, !isRight);
  }
}

/** What one event adds to the sums of its day. */
export interface Addition {
  readonly card: CardId;
  readonly entry: DayEntry;
}

/** Brings the sums along where each event was added behind all others of its card. */
export async function addToDays(transaction: Writing, additions: readonly Addition[]): Promise<void> {
  const changing = new ChangingDays(transaction);
  await changing.addChanges(additions.map((addition): Change => ({ ...addition, sign: 1 })));
  await changing.write();
}

/** By how much the sums of a day change. */
interface DayChange {
  readonly day: StudyDay;
  readonly deck: DeckId;
  readonly adder: DayAdder;
}
/** By day and deck. */
export type DayChanges = ReadonlyMap<string, DayChange>;

/** What counts of some cards, day by day. @param into where that of others stands already */
export const sumEntries = (entries: CountedEntries, into: DayChanges = new Map()): DayChanges =>
  summed(
    [...entries].flatMap(([card, all]) => all.map((entry): Change => ({ card, entry, sign: 1 }))),
    into,
  );

/** Adds what counts of cards that a recount has come to. @returns as `changeRows` */
export const changeRecount = (transaction: Writing, changes: DayChanges): Promise<boolean> =>
  changeRows(transaction, "recount", changes);

type DayStore = Parameters<typeof readableIn<[StudyDay, DeckId], DayRow>>[0];

interface Change extends Addition {
  readonly sign: 1 | -1;
}

function changesOf(card: CardId, before: readonly DayEntry[], after: readonly DayEntry[]): Change[] {
  const old = new Map(before.map((entry) => [entry.event, entry]));
  const added = after.filter((entry) => !same(old.get(entry.event), entry));
  const isAdded = new Set(added);
  const stays = new Set(after.filter((entry) => !isAdded.has(entry)).map(({ event }) => event));
  const gone = before.filter(({ event }) => !stays.has(event));
  return [
    ...gone.map((entry): Change => ({ card, entry, sign: -1 })),
    ...added.map((entry): Change => ({ card, entry, sign: 1 })),
  ];
}

function summed(changes: readonly Change[], into: DayChanges = new Map()): DayChanges {
  const all = new Map(into);
  for (const { card, entry, sign } of changes) {
    const [day, deck] = [entry.day, deckOf(card)];
    const key = `${day} ${deck}`;
    const change = all.get(key) ?? { day, deck, adder: new DayAdder() };
    all.set(key, change);
    change.adder.add(entry, sign);
  }
  return all;
}

/**
 * A row that is damaged, or that the browser cannot read, must keep nobody from grading: it begins with what is added now.
 * @returns whether there was none: else all is to be counted anew
 */
async function changeRows(transaction: Writing, name: "days" | "recount", changes: DayChanges): Promise<boolean> {
  const store = transaction.objectStore(name);
  const there = await rowsThere(store, changes);
  const changed: DayRow[] = [];
  const isRight = await Promise.all(
    [...changes].map(async ([key, { day, deck, adder }]) => {
      const found = there ? there.get(key) : await readableAt<[StudyDay, DeckId], DayRow>(store, [day, deck]);
      const row = isDayRow(found) ? found : null;
      // Of rows that were read together, what was not among them is not there.
      const isDamaged = row === null && (there ? there.has(key) : (await store.getKey([day, deck])) !== undefined);
      const sums = new DayAdder(row?.sums);
      sums.addSums(adder.sums);
      if (sums.isEmpty) await store.delete([day, deck]);
      else changed.push({ day, deck, sums: sums.sums });
      return !isDamaged;
    }),
  );
  await writeMany(store, "put", changed);
  return isRight.every(Boolean);
}

/** From so many days on they are read together; so a grade, which changes one, reads one. */
const MANY_DAYS = 20;
/** Of the days between the first and the last that is asked for, so many of each one that is may be read with them. */
const MOST_BESIDE = 4;

/**
 * The rows of all days between the first and the last that change, by day and deck; undefined for one that cannot be read.
 * Null where too few of them change for that.
 */
async function rowsThere(
  store: DayStore,
  changes: DayChanges,
): Promise<ReadonlyMap<string, DayRow | undefined> | null> {
  if (changes.size < MANY_DAYS) return null;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { day } of changes.values()) [from, to] = [Math.min(from, day), Math.max(to, day)];
  const most = changes.size * MOST_BESIDE;
  const range = IDBKeyRange.bound([from], [to, []]);
  const { keys, rows } = await readableIn<[StudyDay, DeckId], DayRow>(store, range, most);
  return keys.length === most ? null : new Map(keys.map(([day, deck], i) => [`${day} ${deck}`, rows[i]]));
}
