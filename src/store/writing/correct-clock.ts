import { grouped } from "../../core/grouped.ts";
import type { CardId, EventId } from "../../core/ids.ts";
import { correctAllAhead } from "../../core/log/clock-correction.ts";
import { isOfKind } from "../../core/log/event.ts";
import { type Maker, makerOfMany, makeUndo } from "../../core/log/make-event.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { isStranded } from "../../core/memory/card-state.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import type { OnProgress } from "../../core/progress.ts";
import type { Now } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { eventsIn } from "../database/event-rows.ts";
import { positionKey } from "../database/local.ts";
import { readableAlong } from "../database/readable.ts";
import type { StateRow, StoreName } from "../database/schema.ts";
import { type Reading, read, type Writing, write } from "../database/transaction.ts";
import { addEvents, cardEvents, lastPlace, memoisedEvents, undosOf } from "../log/log.ts";
import { isLogStretch, type LogStretch, stretchSince } from "../log/stretch.ts";
import type { Database } from "../opening/open.ts";
import { bringAlong, CARD_STORES } from "../states/refold.ts";

/** Cards between two times that somebody is told how far the correction has come. */
const TOLD_EACH = 100;

/** Cards that were last reviewed after a day. */
const after = (day: StudyDay): IDBKeyRange => IDBKeyRange.lowerBound(day, true);

const strandedAmong = (rows: readonly StateRow[], now: Now): StateRow[] =>
  rows.filter(({ retired, state }) => !retired && isStranded(state, now));

/**
 * How many cards were answered on a day that is still to come: a clock ran ahead then, and they wait for a day that it took for the
 * next one; or it is behind now, and they are as they should be.
 */
export async function countStranded(db: Database, now: Now): Promise<number> {
  const byLastDay = db.transaction("states").store.index("lastDay");
  const { rows } = await readableAlong<number, CardId, StateRow>(byLastDay, after(now.today));
  return strandedAmong(rows, now).length;
}

/**
 * Brings back every stranded card, all or none, where the user has said that the clock ran ahead: an event is added to each, see
 * `makeClockCorrection`. It is one transaction, so there is no half way at which somebody could stop it. Where it stands in the log is
 * kept: if it was the clock of now that was wrong, it is taken back as one, see `takeCorrectionBack`.
 * @param maker is asked once, see `makerOfMany`
 * @param onProgress told of how many cards the correction is written, though not yet for good
 * @returns how many cards came back
 */
export function correctClock(
  db: Database,
  scheduler: Scheduler,
  maker: () => Maker,
  onProgress: OnProgress = () => {},
): Promise<number> {
  return write(db, STORES, async (transaction, added) => {
    const states = transaction.objectStore("states");
    const log = transaction.objectStore("events");
    const make = makerOfMany(maker);
    const { now } = make();
    const before = await lastPlace(log);
    let cards = 0;
    const stranded = strandedAmong(await states.index("lastDay").getAll(after(now.today)), now);
    for (const [i, card] of stranded.entries()) {
      if (i % TOLD_EACH === 0) onProgress({ done: i, total: stranded.length });
      const events = await cardEvents(memoisedEvents(log), card);
      const { corrections } = correctAllAhead(card, events, scheduler, make);
      if (corrections.length === 0) continue;
      await addEvents(log, corrections);
      await bringAlong(transaction, { added: corrections }, scheduler);
      added.push(...corrections);
      cards += 1;
    }
    const [first] = added;
    if (first) {
      const made = { ...(await stretchSince(log, before)), first: first.id, cards, atMs: now.nowMs };
      await keep(transaction, [...(await keptIn(transaction)), made]);
    }
    return cards;
  });
}

/** One press of the button: where its corrections stand in the log, of how many cards, and when the clock said that it was. */
interface Correction extends LogStretch {
  readonly first: EventId;
  readonly cards: number;
  readonly atMs: number;
}

const KEY = positionKey("clock-corrections");
const STORES = [...CARD_STORES, "local"] as const satisfies readonly StoreName[];

const keptIn = async (transaction: Reading): Promise<readonly Correction[]> => {
  const value = (await transaction.objectStore("local").get(KEY))?.value;
  return Array.isArray(value) ? value.filter(isCorrection) : [];
};

function isCorrection(value: unknown): value is Correction {
  if (!isLogStretch(value)) return false;
  const { first, cards, atMs }: Partial<Record<keyof Correction, unknown>> = value;
  return typeof first === "string" && Number.isInteger(cards) && Number.isFinite(atMs);
}

const keep = async (transaction: Writing, value: readonly Correction[]): Promise<void> => {
  await transaction.objectStore("local").put({ key: KEY, value });
};

/** The newest correction that can be taken back: of how many cards, and when it was made; null where there is none. */
export async function lastCorrection(db: Database): Promise<Pick<Correction, "cards" | "atMs"> | null> {
  return (await keptIn(read(db, ["local"]))).at(-1) ?? null;
}

/**
 * Takes the newest correction back, all or nothing: its cards stand as if it had never been, and what was answered since is kept.
 * @param maker is asked once, see `makerOfMany`
 * @returns of how many cards
 * @throws DOMException where one of its rows cannot be read: nothing was written then
 */
export function takeCorrectionBack(
  db: Database,
  scheduler: Scheduler,
  maker: () => Maker,
  onProgress: OnProgress = () => {},
): Promise<number> {
  return write(db, STORES, async (transaction, added) => {
    const log = transaction.objectStore("events");
    const kept = await keptIn(transaction);
    const last = kept.at(-1);
    if (!last) return 0;
    await keep(transaction, kept.slice(0, -1));
    const found = eventsIn(await log.getAll(IDBKeyRange.bound(last.from, last.to)));
    // A log that was made anew since has other events there.
    if (found[0]?.id !== last.first) return 0;
    const corrections = found.filter((event) => isOfKind(event, "clock-correction"));
    const gone = takenBack(
      await undosOf(
        log,
        corrections.map(({ id }) => id),
      ),
    );
    const make = makerOfMany(maker);
    const undos = corrections.filter(({ id }) => !gone.has(id)).map((event) => makeUndo(event, make()));
    const byCard = [...grouped(undos, ({ card }) => card)];
    for (const [i, [, ofCard]] of byCard.entries()) {
      if (i % TOLD_EACH === 0) onProgress({ done: i, total: byCard.length });
      await addEvents(log, ofCard);
      await bringAlong(transaction, { added: ofCard }, scheduler);
    }
    added.push(...undos);
    return byCard.length;
  });
}
