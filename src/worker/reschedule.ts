/** Due days by the model in force, for all cards at once and only when the user asks; and the way back. */

import * as v from "valibot";
import { bringWithinReach } from "../core/log/clock-correction.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import { makeDue } from "../core/log/make-event.ts";
import { isOutOfReach } from "../core/memory/card-state.ts";
import { type Move, rescheduling } from "../core/plan/reschedule.ts";
import type { OnJobProgress } from "../exchange/backup-format.ts";
import type { Rescheduling } from "../exchange/model/fit.ts";
import { takingBack } from "../exchange/taking-back.ts";
import { statesOn } from "../store/all-cards.ts";
import { keepPosition, readPosition } from "../store/local.ts";
import { cardEvents, memoisedEvents } from "../store/log.ts";
import { unite } from "../store/merge.ts";
import type { Database } from "../store/open.ts";
import type { StateRow } from "../store/schema.ts";
import { makerOf, type Profile, readProfile, readSelf, type Self, undoMaker } from "./here.ts";
import { eventsOf, placesOf, placesSchema } from "./stretch.ts";

const JOB = "last-reschedule";

/** What rescheduling would change. Writes nothing. */
export async function previewRescheduling(db: Database): Promise<Rescheduling> {
  const { moves, dueBefore, dueAfter } = await lookAt(db, await readSelf(db));
  return { ...counts(moves), dueBefore, dueAfter, canTakeBack: (await readKept(db)) !== null };
}

/** Gives each card the day that the model in force would give it, all or none. */
export async function reschedule(db: Database, onProgress: OnJobProgress): Promise<Rescheduling> {
  onProgress(0, 0);
  const self = await readSelf(db);
  const { moves, corrections, dueAfter } = await lookAt(db, self);
  const make = makerOf(self);
  const events = moves.flatMap(({ card, dueDay }): Envelope[] => [
    ...(corrections.get(card.id) ?? []),
    makeDue(card, dueDay, make()),
  ]);
  const added = await unite(db, events, self.scheduler, { onWritten: onProgress });
  if (added.length > 0) await keepPosition(db, JOB, await placesOf(db, added));
  return { ...counts(moves), dueBefore: dueAfter, dueAfter, canTakeBack: (await readKept(db)) !== null };
}

/** Each card goes back to the day that it had before the last rescheduling, unless it was answered since. */
export async function takeBackRescheduling(db: Database, onProgress: OnJobProgress): Promise<Rescheduling> {
  onProgress(0, 0);
  const kept = await readKept(db);
  if (kept) {
    const profile = await readProfile(db);
    const made = withoutCorrectionsInUse(await eventsOf(db, kept), profile);
    const undos = takingBack(profile.events, made, undoMaker(profile), profile.cardOf);
    await unite(db, undos, profile.scheduler, { onWritten: onProgress });
    await keepPosition(db, JOB, null);
  }
  return previewRescheduling(db);
}

/**
 * A correction that put right what was dated far ahead stays where the card was answered since: without it the answer would
 * lie before that again, and its promise would be lost. See `takeActionBack`.
 */
function withoutCorrectionsInUse(made: readonly Envelope[], { events, cardOf }: Profile): Envelope[] {
  const ids = new Set(made.map(({ id }) => id));
  const end = events.findLastIndex(({ id }) => ids.has(id));
  const since = new Set(events.slice(end + 1).flatMap(({ card }) => (card === undefined ? [] : [cardOf(card)])));
  return made.filter((event) => !isOfKind(event, "clock-correction") || !since.has(cardOf(event.card)));
}

async function readKept(db: Database) {
  const kept = v.safeParse(placesSchema, await readPosition(db, JOB));
  return kept.success ? kept.output : null;
}

async function lookAt(db: Database, self: Self) {
  const { scheduler, now } = self;
  const rows = await statesOn(db);
  // States of another model are about to be worked out anew; what they say now is not what they will say.
  const reached = await withinReach(
    db,
    rows.filter(({ model }) => model === scheduler.model.id),
    self,
  );
  const moves = rescheduling(
    reached.map(({ card }) => card),
    scheduler,
    now.today,
  );
  const moved = new Map(moves.map(({ card, dueDay }) => [card.id, dueDay]));
  const dueToday = (dayOf: (row: StateRow) => number | null): number =>
    rows.filter((row) => row.state.memory !== null && (dayOf(row) ?? Number.POSITIVE_INFINITY) <= now.today).length;
  return {
    moves,
    corrections: new Map(reached.map(({ card, corrections }) => [card.id, corrections])),
    dueBefore: dueToday(({ state }) => state.dueDay),
    dueAfter: dueToday(({ id, state }) => moved.get(id) ?? state.dueDay),
  };
}

/** What a foreign file dated far ahead would come after the day that is given now, so it is put right first. */
async function withinReach(
  db: Database,
  rows: readonly StateRow[],
  self: Self,
): Promise<ReturnType<typeof bringWithinReach<StateRow>>[]> {
  const log = memoisedEvents(db.transaction("events").store);
  return Promise.all(
    rows.map(async (card) =>
      isOutOfReach(card.state, self.now)
        ? bringWithinReach(card, await cardEvents(log, card), self.scheduler, makerOf(self))
        : { card, corrections: [] },
    ),
  );
}

function counts(moves: readonly Move<StateRow>[]): Pick<Rescheduling, "earlier" | "later"> {
  const earlier = moves.filter(({ card, dueDay }) => dueDay < (card.state.dueDay ?? 0)).length;
  return { earlier, later: moves.length - earlier };
}
