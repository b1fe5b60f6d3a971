import { grouped } from "../../core/grouped.ts";
import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard } from "../../core/log/event.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import { nextSize } from "../../core/pace.ts";
import { same } from "../../core/same.ts";
import { type EventRow, eventIdsIn, eventIn } from "../../store/database/event-rows.ts";
import { readableAt } from "../../store/database/readable.ts";
import { maybeHere } from "../../store/log/maybe-here.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { merge } from "../../store/writing/merge.ts";
import { ByConcern } from "./by-concern.ts";

/** One short transaction's worth; more events than this are taken in by what they concern. */
const AT_ONCE = 1000;
/** Events of the first such transaction; how many the next one has follows from how long each took. */
const BEGIN_WITH = 250;
/** A grade may have to wait for one. */
const PACE = { wantedMs: 40, least: 50, most: 2000 } as const;

export interface TakeInOptions {
  /** See `MergeOptions` of the store. */
  readonly sealed?: boolean;
  /** The database is being filled, so nothing is asked first. */
  readonly filling?: boolean;
  /** Asked between transactions; where it says no, the rest is not taken in. */
  readonly goOn?: () => boolean;
  /** So many of the events, in the order in which they are taken in, were looked at before it was stopped. */
  readonly skip?: number;
  /** Told after each transaction how many events were looked at so far, and whether `unmended` has some of them. */
  readonly onLooked?: (events: number, isAnyUnmended: boolean) => Promise<void> | void;
  /** And how many it brought. */
  readonly onTaken?: (events: number) => Promise<void> | void;
}

export interface TakenIn {
  /** Events that the database lacked. */
  readonly taken: number;
  /** False where `goOn` said no before all were looked at. */
  readonly complete: boolean;
  /**
   * Events whose rows can neither be read nor replaced just now. The copy that holds them may be the only one: it must stay, and
   * nobody may note that it was taken in.
   */
  readonly unmended: ReadonlySet<EventId>;
}

/** As `takeInWhile`, to the end. */
export const takeIn = (
  db: Database,
  events: readonly Envelope[],
  options: Pick<TakeInOptions, "sealed" | "filling"> = {},
): Promise<Omit<TakenIn, "complete">> => takeInWhile(db, events, options);

/**
 * Gives the database those events of a copy that it lacks, or whose rows are spoilt or cannot be read, in short
 * transactions. Doing it twice changes nothing.
 *
 * Each transaction works out anew the cards that it touches, from all events of each. So where there are many events, those of
 * one card are taken in together, and each card is worked out once and not once for every thousand events; wherever it is
 * stopped, what has come in is right.
 */
export async function takeInWhile(
  db: Database,
  events: readonly Envelope[] | ByConcern,
  { sealed = false, filling = false, skip = 0, goOn = () => true, onLooked, onTaken }: TakeInOptions = {},
): Promise<TakenIn> {
  let taken = 0;
  let looked = skip;
  const unmended = new Set<EventId>();
  // What the own record held is put back in the order that it had, so that it is packed as it was.
  const batches =
    events instanceof ByConcern
      ? inBatches(events, skip)
      : filling || events.length <= AT_ONCE
        ? inTurn(events, skip)
        : inBatches(new ByConcern().add(events), skip);
  for (let batch = batches.next(PACE.wantedMs); !batch.done; ) {
    // Reading first: mostly nothing is lacking, and then no grade has to wait.
    const some = batch.value;
    const { lacking, unreadable } = filling ? { lacking: some, unreadable: [] } : await lackingAmong(db, some, sealed);
    const begun = performance.now();
    let added = await uniteIfAny(db, lacking, sealed);
    const tookMs = performance.now() - begun;
    // Where the browser cannot write in its place either, the row stays; see rebuild-database.ts.
    added += await uniteIfAny(db, unreadable, sealed).catch((error: unknown) => {
      console.error(`${unreadable.length} rows that cannot be read could not be replaced:`, error);
      for (const { id } of unreadable) unmended.add(id);
      return 0;
    });
    taken += added;
    looked += some.length;
    await onLooked?.(looked, unmended.size > 0);
    if (added > 0) await onTaken?.(added);
    batch = batches.next(lacking.length > 0 ? tookMs : PACE.wantedMs);
    if (!batch.done && !goOn()) return { taken, complete: false, unmended };
  }
  return { taken, complete: true, unmended };
}

/** Is told how long the last batch took, in ms. */
type Batches = Generator<readonly Envelope[], void, number>;

function* inTurn(events: readonly Envelope[], skip: number): Batches {
  for (let start = skip; start < events.length; start += AT_ONCE) yield events.slice(start, start + AT_ONCE);
}

/** Card by card. */
function* inBatches(events: ByConcern, skip: number): Batches {
  let left = skip;
  let size = BEGIN_WITH;
  let batch: Envelope[] = [];
  for (const group of events.groups()) {
    for (let start = 0; start < group.length; start += PACE.most) {
      const piece = group.slice(start, start + PACE.most);
      batch = batch.concat(piece.slice(left));
      left = Math.max(0, left - piece.length);
      if (batch.length < size) continue;
      const tookMs = yield batch;
      size = nextSize(size, tookMs, PACE);
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function uniteIfAny(db: Database, events: readonly Envelope[], sealed: boolean): Promise<number> {
  if (events.length === 0) return 0;
  return (await merge(db, events, schedulerFor(await readSettings(db)), { from: "copy", sealed })).added.length;
}

export interface Lacking {
  /** Events that the database lacks, or whose rows hold no event or another one. */
  readonly lacking: readonly Envelope[];
  /** Those whose rows the browser cannot read. */
  readonly unreadable: readonly Envelope[];
}

/** What the database has not of some events. */
export async function lackingAmong(db: Database, events: readonly Envelope[], sealed: boolean): Promise<Lacking> {
  const byId = db.transaction("events", "readonly").store.index("id");
  const maybe = await maybeHere(
    byId,
    events.map(({ id }) => id),
  );
  const found = await rowsOf(
    byId,
    events.filter(({ id }) => maybe.has(id)),
  );
  const rows = events.map(({ id }) => found.get(id));
  const here = events.map(({ id }, i) => eventIn(rows[i], id));
  const wrong = events.filter((event, i) => !here[i] || (sealed && !same(here[i], event)));
  const unread = events.filter(({ id }, i) => maybe.has(id) && rows[i] === undefined);
  // What is there all the same, as its key says, cannot be read.
  const keys = await Promise.all(unread.map(({ id }) => byId.getKey(id)));
  const unreadable = unread.filter((_, i) => keys[i] !== undefined);
  const isUnreadable = new Set(unreadable);
  return { lacking: wrong.filter((event) => !isUnreadable.has(event)), unreadable };
}

/**
 * The row of each event, undefined where there is none or it cannot be read. Events of one card mostly stand in one row, so
 * they are not asked for all at once, and such a row once; those of many cards side by side.
 */
async function rowsOf(
  byId: { readonly get: (id: EventId) => Promise<EventRow | undefined> },
  events: readonly Envelope[],
): Promise<ReadonlyMap<EventId, EventRow | undefined>> {
  const rows = new Map<EventId, EventRow | undefined>();
  const ofCards = grouped(events.filter(concernsCard), ({ card }) => card);
  const alone = events.filter((event) => !concernsCard(event)).map((event) => [event]);
  await Promise.all(
    [...ofCards.values(), ...alone].map(async (group) => {
      let left = group;
      let size = 1;
      while (left.length > 0) {
        const asked = left.slice(0, size);
        const found = await Promise.all(asked.map(({ id }) => readableAt(byId, id)));
        for (const [i, row] of found.entries()) {
          for (const other of eventIdsIn(row)) rows.set(other, row);
          if (asked[i]) rows.set(asked[i].id, row);
        }
        left = left.slice(size).filter(({ id }) => !rows.has(id));
        // More at a time where each row holds one event: else there would be as many turns as events.
        size = found.some((row) => eventIdsIn(row).length > 0) ? 1 : size * 2;
      }
    }),
  );
  return rows;
}
