/** A union of two logs: events that came from elsewhere are added, as far as they are not here yet. */
import { grouped } from "../../core/grouped.ts";
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard } from "../../core/log/event.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { type OnProgress, UNKNOWN_PROGRESS } from "../../core/progress.ts";
import { slicesOf } from "../../core/slices.ts";
import type { Commit } from "../database/committed.ts";
import { MOST_IN_BATCH } from "../database/event-rows.ts";
import type { StoreName } from "../database/schema.ts";
import { type Writing, write } from "../database/transaction.ts";
import { addLeftDecks } from "../decks/install-deck.ts";
import { addMany, type EventsOf, lastPlace, memoisedEvents, mustBeReadable, type NamedEvents } from "../log/log.ts";
import { refoldRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";
import { SEGMENT_STORES } from "../segments/rows-replaced.ts";
import { bringAlong, CARD_STORES, type OnLogs } from "../states/refold.ts";
import { type Here, NOTHING_HERE, whatIsHere } from "./already-here.ts";
import { type KnownRows, knowingRows, type RowsKnown, rowsKnownIn } from "./lost-with-rows.ts";
import { replaceSpoilt } from "./replace-spoilt.ts";

export interface MergeOptions {
  readonly from?: Commit["from"];
  /** Told now and then during a long write: how many of the new events are written, though not yet for good. */
  readonly onWritten?: OnProgress;
  /** The events are known to be as they were written, so a row of the same id that says otherwise is spoilt. */
  readonly sealed?: boolean;
  /** The log is known to hold nothing, by who has looked within the same write. */
  readonly isEmpty?: boolean;
  /** What undos among the events name, as far as it was read before. */
  readonly named?: NamedEvents;
  /** See `bringAlong`; not told where the log was empty. */
  readonly onLogs?: OnLogs;
}

/** A million requests at once would take more memory than the events themselves. */
const AT_ONCE = 5_000;

/** What came in, in the order in which it did. */
export interface Merged {
  /** The events that were not here yet. */
  readonly added: readonly Envelope[];
  /** Those of them that were here before, and took the places of spoilt rows. */
  readonly mended: readonly Envelope[];
  /** Where there are such: the last place of the log before the others came, which stand behind it in one stretch. */
  readonly mendedTo: number | null;
}

/**
 * Adds the events that are not here yet, or whose rows are spoilt, and brings along what follows from them: a union of
 * two logs, in one transaction. Doing it twice changes nothing.
 * @throws what aborted the transaction; nothing was written
 */
export async function merge(
  db: Database,
  events: readonly Envelope[],
  scheduler: Scheduler,
  options: MergeOptions = {},
): Promise<Merged> {
  return knowingRows(db, (known) =>
    write(
      db,
      MERGE_STORES,
      (transaction, written) => mergeIn(transaction, written, events, scheduler, known, options),
      options.from,
    ),
  );
}

/** What a transaction must hold for events to be merged in it. */
export const MERGE_STORES = [
  ...CARD_STORES,
  "contents",
  "decks",
  "registers",
  ...SEGMENT_STORES,
] as const satisfies readonly StoreName[];

/**
 * The same within a larger write.
 * @param written see `write`
 * @param known of the rows in whose places some of the events go, see `knowingRows`
 */
export async function mergeIn(
  transaction: Writing,
  written: Envelope[],
  events: readonly Envelope[],
  scheduler: Scheduler,
  known: KnownRows,
  { onWritten, sealed = false, isEmpty: knownEmpty = false, named, onLogs }: Omit<MergeOptions, "from"> = {},
): Promise<Merged> {
  const log = transaction.objectStore("events");
  const { held, mustKnow, idsOf } = await rowsKnownIn(transaction, known);
  const isHeld = new Set(held.map(({ id }) => id));
  // What a segment holds is as it was written, and comes first.
  const coming = held.length > 0 ? [...held, ...events.filter(({ id }) => !isHeld.has(id))] : events;
  const isSealed = (id: EventId): boolean => sealed || isHeld.has(id);
  const { isHere, spoilt, isEmpty } = knownEmpty ? NOTHING_HERE : await whatIsHere(log, coming, isSealed, idsOf);
  if (spoilt.size > 0) await mustKnow(new Set(spoilt.values()));
  const ids = new Set<EventId>();
  const added = coming.filter(({ id }) => !isHere.has(id) && !ids.has(id) && ids.add(id));
  const isMended = (id: EventId): boolean => spoilt.has(id) || isHeld.has(id);
  const isNew = added.filter(({ id }) => !isMended(id));
  const mended = added.filter(({ id }) => isMended(id));
  const adding = (): Promise<number | null> => addInPieces(transaction, { isNew, mended, spoilt, idsOf, onWritten });
  // Into an empty log: what each card's events are is known, and to read them back takes longer than all else. So nothing
  // waits until they are there, and the browser, which is slower, always has something to do.
  const logOf = isEmpty ? inMemory(added) : undefined;
  const bring = () =>
    bringAlong(transaction, { added: isNew, mended, logOf, onLogs: isEmpty ? undefined : onLogs }, scheduler);
  const [mendedTo, brought] = await Promise.all([adding(), logOf && bring()]);
  await refoldRegisters(transaction, added, named);
  const unknown = brought ?? (await bring());
  await addLeftDecks(transaction, unknown, logOf ?? memoisedEvents(log), scheduler);
  // Not push(...added): a restored backup may hold more events than a call takes arguments.
  for (const event of added) written.push(event);
  return { added, mended, mendedTo };
}

interface Adding extends Pick<Here, "spoilt">, Pick<Merged, "mended"> {
  readonly isNew: readonly Envelope[];
  readonly idsOf: RowsKnown["idsOf"];
  readonly onWritten: MergeOptions["onWritten"] | undefined;
}

/**
 * What is mended comes first: what cannot stay with the others of its row goes to the end of the log, and would else stand
 * among what is new.
 * @returns the last place before what is new, where something was mended
 */
async function addInPieces(
  transaction: Writing,
  { isNew, mended, spoilt, idsOf, onWritten }: Adding,
): Promise<number | null> {
  const log = transaction.objectStore("events");
  let done = 0;
  const tell = ({ length }: readonly Envelope[]): void => {
    done += length;
    onWritten?.({ done, total: isNew.length + mended.length });
  };
  const inRows = mended.filter(({ id }) => spoilt.has(id));
  // Each row is written once, with all that came of it: a row that was cut in two would have to be read before its other part.
  for (const rows of slicesOf([...grouped(inRows, ({ id }) => spoilt.get(id) ?? 0)], AT_ONCE / MOST_IN_BATCH)) {
    const some = rows.flatMap(([, events]) => events);
    mustBeReadable(some);
    await replaceSpoilt(transaction, new Map(rows), idsOf);
    tell(some);
  }
  // Of what a segment holds the row may be gone altogether.
  const beside = mended.filter(({ id }) => !spoilt.has(id));
  for (const some of slicesOf(beside, AT_ONCE)) {
    await addMany(log, some);
    tell(some);
  }
  const mendedTo = mended.length > 0 ? await lastPlace(log) : null;
  for (const some of slicesOf(isNew, AT_ONCE)) {
    await addMany(log, some);
    tell(some);
  }
  // What follows from the events takes a while, and how long nobody knows: no bar stands at its end meanwhile.
  onWritten?.(UNKNOWN_PROGRESS);
  return mendedTo;
}

/** The events of each card, where these are the whole log. */
export function inMemory(added: readonly Envelope[]): EventsOf {
  const byCard = grouped(added.filter(concernsCard), ({ card }) => card);
  return async (id) => byCard.get(id) ?? [];
}
