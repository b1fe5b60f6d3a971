/** Events on top of what happened to many cards: each state follows from the one before, and few logs have to be read. */
import type { Envelope } from "../../core/log/envelope.ts";
import { applyEvent, canFollow } from "../../core/log/fold.ts";
import type { ClockCorrectionEvent } from "../../core/log/kinds.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { dayEntry } from "../../core/stats/day-entry.ts";
import type { StateRow } from "../database/schema.ts";
import type { Writing } from "../database/transaction.ts";
import { type Addition, addToDays } from "../days/days.ts";
import { addEvents } from "../log/log.ts";
import { putStates, type StateChange } from "../states/put-states.ts";
import { bringAlong } from "../states/refold.ts";
import { withState } from "../states/state-row.ts";
import { noteCorrections } from "./corrections-made.ts";

export interface OnTop {
  /** The card as the transaction finds it. */
  readonly row: StateRow;
  /** What puts right before the event what is dated far ahead on the card; mostly nothing. */
  readonly corrections: readonly ClockCorrectionEvent[];
  readonly event: Parameters<typeof applyEvent>[1];
}

/**
 * Adds one event to each of some cards, and brings along what follows. The transaction must hold `CARD_STORES`.
 * @param written see `write`
 */
export async function addOnTop(
  transaction: Writing,
  written: Envelope[],
  made: readonly OnTop[],
  scheduler: Scheduler,
): Promise<void> {
  const events = made.flatMap(({ corrections, event }): Envelope[] => [...corrections, event]);
  const changes: StateChange[] = [];
  const additions: Addition[] = [];
  /** Of cards whose states must be worked out from their whole logs. */
  const anew: Envelope[] = [];
  for (const { row, corrections, event } of made) {
    if (corrections.length > 0 || row.model !== scheduler.model.id || !canFollow(row.state, event)) {
      anew.push(...corrections, event);
      continue;
    }
    const state = applyEvent(row.state, event, scheduler);
    const entry = dayEntry(row.state, event, state);
    changes.push({ before: row, row: withState(row, state, scheduler.model.id) });
    if (entry) additions.push({ card: row.id, entry });
  }
  await addEvents(transaction.objectStore("events"), events);
  await noteCorrections(
    transaction,
    made.flatMap(({ corrections }) => corrections),
  );
  await putStates(transaction, changes);
  await addToDays(transaction, additions);
  if (anew.length > 0) await bringAlong(transaction, { added: anew }, scheduler);
  for (const event of events) written.push(event);
}
