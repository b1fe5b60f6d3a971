import type { CardId } from "../../core/ids.ts";
import { bringWithinReach } from "../../core/log/clock-correction.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import type { ClockCorrectionEvent, UndoEvent } from "../../core/log/kinds.ts";
import { type Maker, makerOfMany, makeUndo } from "../../core/log/make-event.ts";
import { takenBack } from "../../core/log/taken-back.ts";
import { isStranded } from "../../core/memory/card-state.ts";
import { schedulerFor } from "../../core/memory/scheduler.ts";
import type { Now } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { firstCards, nextCards } from "../database/pace.ts";
import { readableAlong, readableAt } from "../database/readable.ts";
import type { StateRow } from "../database/schema.ts";
import { type Writing, write } from "../database/transaction.ts";
import { addEvents, cardEvents, eventOf, memoisedEvents, undosOf } from "../log/log.ts";
import type { Database } from "../opening/open.ts";
import { settingsNow } from "../settings/settings.ts";
import { bringAlong } from "../states/refold.ts";
import { ACTION_STORES, type LongWork } from "./card-actions.ts";
import { correctionsUnder, keepCorrections, type LastCorrections, noteCorrections } from "./corrections-made.ts";

/** Cards that were last reviewed after a day. */
const after = (day: StudyDay): IDBKeyRange => IDBKeyRange.lowerBound(day, true);

async function strandedCards(db: Database, now: Now): Promise<CardId[]> {
  const byLastDay = db.transaction("states").store.index("lastDay");
  const { rows } = await readableAlong<number, CardId, StateRow>(byLastDay, after(now.today));
  return rows.filter((row) => isStrandedRow(row, now)).map(({ id }) => id);
}

const isStrandedRow = ({ retired, state }: StateRow, now: Now): boolean => !retired && isStranded(state, now);

/**
 * How many cards were answered on a day that is still to come: a clock ran ahead then, and they wait for a day that it took for the
 * next one; or it is behind now, and they are as they should be.
 */
export const countStranded = async (db: Database, now: Now): Promise<number> => (await strandedCards(db, now)).length;

/**
 * Brings back every stranded card, where the user has said that the clock ran ahead: an event is added to each, see
 * `makeClockCorrection`. What is left where it ends before is stranded as it was. It can be taken back, see `takeClockBack`.
 * @param maker is asked once, see `makerOfMany`
 * @returns how many cards came back
 * @throws what aborted a step: what the steps before it corrected stays so
 */
export async function correctClock(db: Database, maker: () => Maker, work: LongWork = {}): Promise<number> {
  const make = makerOfMany(maker);
  let corrected = 0;
  await inSteps(await strandedCards(db, make().now), work, async (ids) => {
    corrected += await write(db, ACTION_STORES, (transaction, added) => correctSome(transaction, added, ids, make));
  });
  return corrected;
}

async function inSteps<T>(
  all: readonly T[],
  { onStep = () => {}, goOn = () => true, most }: LongWork,
  step: (some: readonly T[]) => Promise<void>,
): Promise<void> {
  let size = firstCards(most);
  for (let at = 0; at < all.length && goOn(); ) {
    const startMs = performance.now();
    const some = all.slice(at, at + size);
    await step(some);
    at += some.length;
    onStep(at, all.length);
    size = nextCards(size, startMs, most);
  }
}

async function correctSome(
  transaction: Writing,
  added: Envelope[],
  ids: readonly CardId[],
  make: () => Maker,
): Promise<number> {
  const [states, log] = [transaction.objectStore("states"), transaction.objectStore("events")];
  const { now } = make();
  const scheduler = schedulerFor(await settingsNow(transaction));
  const eventsOf = memoisedEvents(log);
  const rows = await Promise.all(ids.map((id) => readableAt(states, id)));
  const made: ClockCorrectionEvent[] = [];
  let cards = 0;
  for (const row of rows) {
    if (!row || !isStrandedRow(row, now)) continue;
    const { corrections } = bringWithinReach(row, await cardEvents(eventsOf, row), scheduler, make);
    made.push(...corrections);
    cards += Math.sign(corrections.length);
  }
  await addEvents(log, made);
  await bringAlong(transaction, { added: made }, scheduler);
  await noteCorrections(transaction, made);
  added.push(...made);
  return cards;
}

/**
 * Takes corrections back, where it was the clock of then that was wrong: their cards stand as if they had never been, and what was
 * answered since is kept.
 * @param shown those that the user was told of; what was corrected since stays
 * @param maker is asked once, see `makerOfMany`
 * @returns of how many cards
 * @throws what aborted a step: what the steps before it took back stays so
 */
export async function takeClockBack(
  db: Database,
  shown: Pick<LastCorrections, "keys">,
  maker: () => Maker,
  work: LongWork = {},
): Promise<number> {
  const make = makerOfMany(maker);
  const cards = new Set<CardId | undefined>();
  // One key for each step in which they were made: as many cards as a step may have.
  await inSteps(shown.keys, { ...work, most: 1 }, async ([key = ""]) => {
    const undos = await write(db, ACTION_STORES, (transaction, added) => takeBackUnder(transaction, added, key, make));
    for (const { card } of undos) cards.add(card);
  });
  return cards.size;
}

async function takeBackUnder(
  transaction: Writing,
  added: Envelope[],
  key: string,
  make: () => Maker,
): Promise<readonly UndoEvent[]> {
  const log = transaction.objectStore("events");
  const ids = await correctionsUnder(transaction, key);
  const gone = takenBack(await undosOf(log, ids));
  const standing = ids.filter((id) => !gone.has(id));
  const found = await Promise.all(standing.map((id) => eventOf(log, id)));
  // What else has that id is none of ours.
  const undos = found.flatMap((event) =>
    event && isOfKind(event, "clock-correction") ? [makeUndo(event, make())] : [],
  );
  await addEvents(log, undos);
  await bringAlong(transaction, { added: undos }, schedulerFor(await settingsNow(transaction)));
  const places = await Promise.all(standing.map((id) => log.index("id").getKey(id)));
  // What is there and cannot be read may be mended, and has its turn then.
  await keepCorrections(
    transaction,
    key,
    standing.filter((_, i) => found[i] === null && places[i] !== undefined),
  );
  added.push(...undos);
  return undos;
}
