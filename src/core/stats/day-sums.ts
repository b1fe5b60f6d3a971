/**
 * What was done on one study day in one deck, as a row of sums: years of study become some thousand rows, from which every
 * chart of the past is worked out.
 */
import { type CardId, type DeckId, deckOf } from "../ids.ts";
import type { Envelope } from "../log/envelope.ts";
import type { StudyDay } from "../time/study-day.ts";
import { ANSWER_KINDS } from "./answer-kind.ts";
import { CARD_STANDS } from "./card-stand.ts";
import { type DayEntry, dayEntries, HOURS } from "./day-entry.ts";

/**
 * Where each group of sums begins: answers by kind and rating; ms by kind; passed and asked of young and mature cards; cards
 * that were introduced; asked and passed in each hour; by how many cards each stand has grown.
 */
export const AT = {
  answers: 0,
  durations: 16,
  retention: 20,
  introduced: 24,
  hours: 25,
  stands: 25 + 2 * HOURS,
} as const;
export const WIDTH = AT.stands + CARD_STANDS.length;

export interface DayRow {
  readonly day: StudyDay;
  readonly deck: DeckId;
  /** `WIDTH` whole numbers, see `AT`. Each adds up over days and decks. */
  readonly sums: readonly number[];
}

/** What stands in a damaged database is no row. */
export const isDayRow = (row: { readonly sums?: unknown } | undefined): row is DayRow =>
  Array.isArray(row?.sums) && row.sums.length === WIDTH && row.sums.every(Number.isSafeInteger);

/** Sums to which entries are added, and from which they are taken away. */
export class DayAdder {
  readonly sums: number[];

  /** @param sums those that are there */
  constructor(sums: readonly number[] | null = null) {
    this.sums = sums ? [...sums] : new Array<number>(WIDTH).fill(0);
  }

  /** @param sign 1, or -1 for an entry that counts no longer */
  add({ answer, moved }: Pick<DayEntry, "answer" | "moved">, sign: 1 | -1): void {
    if (moved) {
      this.#add(AT.stands + CARD_STANDS.indexOf(moved[0]), -sign);
      this.#add(AT.stands + CARD_STANDS.indexOf(moved[1]), sign);
    }
    if (!answer) return;
    const { kind, rating, durationMs, hour, introduces, retention } = answer;
    const place = ANSWER_KINDS.indexOf(kind);
    const passed = rating > 1 ? sign : 0;
    this.#add(AT.answers + 4 * place + rating - 1, sign);
    this.#add(AT.durations + place, sign * durationMs);
    if (introduces) this.#add(AT.introduced, sign);
    this.#add(AT.hours + 2 * hour, sign);
    this.#add(AT.hours + 2 * hour + 1, passed);
    if (retention === null) return;
    const group = AT.retention + (retention === "young" ? 0 : 2);
    this.#add(group, passed);
    this.#add(group + 1, sign);
  }

  addSums(sums: readonly number[]): void {
    for (let at = 0; at < sums.length; at++) this.#add(at, sums[at] ?? 0);
  }

  /** A day on which nothing counts has no row. */
  get isEmpty(): boolean {
    return this.sums.every((sum) => sum === 0);
  }

  #add(at: number, more: number): void {
    this.sums[at] = (this.sums[at] ?? 0) + more;
  }
}

/** The log of one card, also under the ids that it had before. */
export interface DayLog {
  readonly card: CardId;
  readonly log: readonly Envelope[];
  /** Whether some deck has the card. */
  readonly inDeck: boolean;
}

/** The sums of a whole log, in no order. */
export function sumDays(logs: Iterable<DayLog>): DayRow[] {
  const days = new Map<string, { readonly day: StudyDay; readonly deck: DeckId; readonly adder: DayAdder }>();
  for (const { card, log, inDeck } of logs) {
    const deck = deckOf(card);
    for (const entry of dayEntries(log, inDeck)) {
      const key = `${entry.day} ${deck}`;
      const row = days.get(key) ?? { day: entry.day, deck, adder: new DayAdder() };
      days.set(key, row);
      row.adder.add(entry, 1);
    }
  }
  return [...days.values()].flatMap(({ day, deck, adder }) => (adder.isEmpty ? [] : [{ day, deck, sums: adder.sums }]));
}
