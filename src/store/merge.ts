import { recordEvents } from "../copies/record/attached.ts";
import type { CardId, EventId } from "../core/ids.ts";
import type { OsteonEvent } from "../core/log/event.ts";
import type { LogExport } from "../core/log/log-export.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { decodeSetting, type SettingKey } from "../core/settings.ts";
import { allEvents, type EventStore, eventsInPieces } from "./all-events.ts";
import { type RowsByCard, refolded } from "./card-log.ts";
import { eventsAmong } from "./events-among.ts";
import type { Database } from "./open.ts";
import type { CardRow } from "./schema.ts";
import { keepSettings, savedSettings } from "./settings.ts";
import { write } from "./transaction.ts";

export interface MergeCounts {
  /** Events that were not here yet. */
  readonly added: number;
  /** Events that were here already; nothing happens to them. */
  readonly known: number;
}

/** Told now and then during a long write: how many of the new events are written, though not yet for good. */
type OnWritten = (done: number, total: number) => void;

/** A million requests at once would take more memory than the events themselves. */
export const EVENTS_AT_ONCE = 5_000;

/** Everything that makes up a user's progress, read in one transaction. Rows of the log that are no events are left out. */
export async function readProgress(db: Database): Promise<LogExport> {
  const transaction = db.transaction(["events", "settings", "decks"], "readonly");
  const [rows, settingRows, decks] = await Promise.all([
    allEvents(transaction.objectStore("events")),
    transaction.objectStore("settings").getAll(),
    transaction.objectStore("decks").getAll(),
  ]);
  await transaction.done;
  return {
    events: eventsAmong(rows),
    settings: savedSettings(settingRows),
    decks: decks.map(({ id, version }) => ({ id, version })),
  };
}

/**
 * Adds the events that are not here yet, or whose rows are spoilt, and rebuilds the cards they belong to: a union of two logs, in one transaction.
 * Doing it twice changes nothing. Settings in the progress replace the saved ones.
 * @throws what aborted the transaction; nothing was written
 */
export async function mergeProgress(
  db: Database,
  progress: LogExport,
  scheduler: Scheduler,
  onWritten?: OnWritten,
): Promise<MergeCounts> {
  const added = await unite(db, progress, scheduler, onWritten);
  recordEvents(db, added);
  if (Object.keys(progress.settings).length > 0) await keepSettings(db);
  return { added: added.length, known: progress.events.length - added.length };
}

/**
 * The same for events that the second record holds already.
 * @returns the events that were not here yet
 */
export function unite(
  db: Database,
  progress: LogExport,
  scheduler: Scheduler,
  onWritten?: OnWritten,
): Promise<OsteonEvent[]> {
  return write(db, ["cards", "events", "settings"], async (transaction) => {
    const store = transaction.objectStore("events");
    const here = new Set(await store.getAllKeys());
    const known = new Set(progress.events.filter((event) => here.has(event.id)).map(({ id }) => id));
    const spoilt = known.size > 0 ? await spoiltAmong(store, known) : known;
    for (const id of spoilt) here.delete(id);
    const added = progress.events.filter((event) => !here.has(event.id) && here.add(event.id));
    for (let start = 0; start < added.length; start += EVENTS_AT_ONCE) {
      const batch = added.slice(start, start + EVENTS_AT_ONCE);
      // add, not put: an id that is taken must fail rather than replace an event.
      await Promise.all(batch.map((event) => (spoilt.has(event.id) ? store.put(event) : store.add(event))));
      onWritten?.(Math.min(added.length, start + EVENTS_AT_ONCE), added.length);
    }
    const writes: Promise<unknown>[] = [];
    for (const [key, value] of Object.entries(progress.settings) as [SettingKey, unknown][]) {
      if (decodeSetting(key, value) !== null) writes.push(transaction.objectStore("settings").put({ key, value }));
    }
    await Promise.all(writes);
    const touched = new Set(added.map((event) => event.card));
    await refoldTouched(transaction.objectStore("cards"), store.index("card"), touched, scheduler);
    return added;
  });
}

/** Those of the keys whose rows are no events, so that the events of a file may take their places. */
async function spoiltAmong(store: EventStore, keys: ReadonlySet<EventId>): Promise<Set<EventId>> {
  const spoilt = new Set(keys);
  for await (const piece of eventsInPieces(store)) {
    const asked = piece.filter(({ id }) => keys.has(id));
    for (const { id } of eventsAmong(asked)) spoilt.delete(id);
  }
  return spoilt;
}

interface CardStore {
  readonly getAll: () => Promise<CardRow[]>;
  readonly put: (row: CardRow) => Promise<unknown>;
}

/** Rebuilds the cards whose log changed, found under their ids or those they had before. */
async function refoldTouched(
  cards: CardStore,
  log: RowsByCard,
  touched: ReadonlySet<CardId>,
  scheduler: Scheduler,
): Promise<void> {
  if (touched.size === 0) return;
  const isAffected = (card: CardRow): boolean => [card.id, ...card.content.formerIds].some((id) => touched.has(id));
  const affected = (await cards.getAll()).filter(isAffected);
  const rows = await Promise.all(affected.map((card) => refolded(log, card, scheduler)));
  await Promise.all(rows.map((row) => cards.put(row)));
}
