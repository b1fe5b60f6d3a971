/** The log in memory, card by card: who comes past all cards more than once reads each row of it once. */
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isUnderOtherCard, itemsOf, type RowItem } from "../database/event-rows.ts";
import { readPosition } from "../database/local.ts";
import { readableIn } from "../database/readable.ts";
import type { Reading } from "../database/transaction.ts";
import { lastPlace, placesIn } from "../log/log.ts";
import type { HeldInMemory, KnownLogs } from "../log/next-logs.ts";
import type { Database } from "../opening/open.ts";
import { REPLACED, readReplaced } from "./rows-replaced.ts";

/** Of a longer log nothing is held: each event takes some 280 bytes. To read it card by card takes 15 times as long. */
const MOST_EVENTS = 1_000_000;
/** Rows that may have come since it was held; where there are more, it is given up. */
const MOST_NEWS = 500;

/**
 * Rows of the log are added and never changed, but for one that is mended, which is counted. So what was read in one
 * transaction is what another one sees, if no row was replaced between the two, and what has come behind is added.
 *
 * What is held is text, made events again when it is asked for: Firefox collects the memory of a worker in one go, which takes as
 * long as there are things in it, and a grade waits meanwhile for the transaction that the worker has open.
 */
export class HeldLog implements HeldInMemory {
  readonly #mostEvents: number;
  /** The events of each card, each as JSON. */
  #byCard = new Map<CardId, string[]>();
  #ids: readonly CardId[] | null = null;
  #events = 0;
  /** The place up to which all is held; null where nothing is. */
  #to: number | null = null;
  #isWhole = false;
  #replaced: unknown;

  /** @param mostEvents another number, for tests */
  constructor(mostEvents = MOST_EVENTS) {
    this.#mostEvents = mostEvents;
  }

  /** To be called before the first row is read. */
  async begin(db: Database): Promise<void> {
    this.giveUp();
    this.#replaced = await readPosition(db, REPLACED);
    this.#to = 0;
  }

  /**
   * Takes the rows of the next places. What does not follow at once on what was taken before is not held. Nor is anything
   * where a row cannot be read: a moment later it may be readable, and nobody is told of that. Nor where a row stands under
   * another card than its events: under which of the two they are found is for the index to say.
   * @param after the place before the first of them
   * @param to the last place, which may be one without a row
   * @param items what each of the rows holds
   */
  hold(after: number, to: number, rows: readonly unknown[], items: readonly (readonly RowItem[])[]): void {
    if (this.#to === null) return;
    const isAdded = this.#to === after && rows.every((row, i) => this.#addAll(row, items[i] ?? []));
    if (isAdded && this.#events <= this.#mostEvents) this.#to = to;
    else this.giveUp();
  }

  /** To be called when the last row was taken. */
  end(): void {
    this.#isWhole = this.#to !== null;
  }

  /** Nothing is held any more, and whoever asks has to read. */
  giveUp(): void {
    this.#byCard = new Map();
    this.#ids = null;
    [this.#events, this.#to, this.#isWhole] = [0, null, false];
  }

  async asSeenIn(transaction: Reading): Promise<KnownLogs | null> {
    if (!this.#isWhole) return null;
    const log = transaction.objectStore("events");
    const [replaced, last] = await Promise.all([readReplaced(transaction), lastPlace(log)]);
    if (this.#to !== null && last > this.#to) {
      const { keys, rows } = await readableIn(log, placesIn({ after: this.#to, before: null }), MOST_NEWS);
      // Somebody else may have taken them while they were read.
      for (const [i, place] of keys.entries()) if (place > (this.#to ?? place)) this.#addLater(place, rows[i]);
    }
    if (this.#to === null || replaced !== this.#replaced || this.#to < last) this.giveUp();
    return this.#isWhole ? this : null;
  }

  get ids(): readonly CardId[] {
    this.#ids ??= [...this.#byCard.keys()].sort();
    return this.#ids;
  }

  readonly of = (id: CardId): readonly Envelope[] => (this.#byCard.get(id) ?? []).map((text) => JSON.parse(text));

  readonly countOf = (id: CardId): number => this.#byCard.get(id)?.length ?? 0;

  #addLater(place: number, row: unknown): void {
    if (this.#addAll(row, itemsOf(row))) this.#to = place;
    else this.giveUp();
  }

  /** @returns false where something of a row cannot be read, or concerns another card than the row says */
  #addAll(row: unknown, items: readonly RowItem[]): boolean {
    if (isUnderOtherCard(row, items)) return false;
    for (const { event } of items) {
      if (!event) return false;
      this.#add(event);
    }
    return true;
  }

  #add(event: Envelope): void {
    if (event.card === undefined) return;
    const before = this.#byCard.get(event.card);
    this.#events++;
    if (before) {
      before.push(JSON.stringify(event));
      return;
    }
    this.#ids = null;
    this.#byCard.set(event.card, [JSON.stringify(event)]);
  }
}
