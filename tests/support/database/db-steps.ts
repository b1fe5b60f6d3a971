/** Steps that tests of the database take, in any engine. */
import { grouped } from "../../../src/core/grouped.ts";
import { type CardId, cardId, type DeviceId, type EventId } from "../../../src/core/ids.ts";
import { eventsAmong } from "../../../src/core/log/decode.ts";
import { concernsCard } from "../../../src/core/log/event.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import { type Maker, makeReview, makeUndo } from "../../../src/core/log/make-event.ts";
import { heldRegisters } from "../../../src/core/log/register.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { type DayRow, sumDays } from "../../../src/core/stats/day-sums.ts";
import { type Now, nowAt } from "../../../src/core/time/now.ts";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { registerRow } from "../../../src/store/log/registers.ts";
import { DATABASE_NAME, type Database } from "../../../src/store/opening/open.ts";
import { append } from "../../../src/store/writing/append.ts";
import { undoLast } from "../../../src/store/writing/undo.ts";
import { content, fact } from "../samples/cards.ts";
import { equal } from "./check.ts";
import { wholeLog } from "./whole-log.ts";

export const NOW = Date.UTC(2026, 10, 23, 12);
export const scheduler = schedulerFor({ desiredRetention: 0.9, weights: "default" });
export const at = (nowMs: number): Now => nowAt(nowMs, () => 60, 4);
export const FIVE = ["a", "b", "c", "d", "e"].map((name, i) => content(name, i));
/** The device that these steps are taken on, and another. */
export const DEVICE = "0123456789abcdef" as DeviceId;
export const OTHER_DEVICE = "fedcba9876543210" as DeviceId;

let chance = 0;
export const random = (): Uint8Array => {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(0, ++chance);
  return bytes;
};

export const maker = (nowMs = NOW, device = DEVICE): Maker => ({ device, now: at(nowMs), random: random() });

/** @throws when there is no such card */
export async function get(db: Database, id: CardId): Promise<StateRow> {
  const row = await db.get("states", id);
  if (!row) throw new Error(`no card ${id}`);
  return row;
}

/** Grades a card as a page does, with what its button promises. */
export function grade(
  db: Database,
  card: Pick<StateRow, "id" | "state" | "revision">,
  rating: Rating,
  nowMs = NOW,
  device = DEVICE,
) {
  const now = at(nowMs);
  const by = () => maker(nowMs, device);
  const wait = scheduler.outcomes(card.id, card.state, now)[rating - 1]?.wait ?? { unit: "days", count: 1 };
  const answer = { rating, wait, shownAtMs: nowMs - 3000, surface: "popup" as const, factRevision: 1 };
  return append(db, card, scheduler, by, (stored) => makeReview(stored, answer, by()));
}

/** @param made as a page knows which events are its own */
export async function undo(db: Database, nowMs = NOW, made: readonly EventId[] = [], device = DEVICE) {
  const wanted = { made, device, studyDay: at(nowMs).today };
  const undone = await undoLast(db, wanted, scheduler, (event) => makeUndo(event, maker(nowMs, device)));
  return undone?.row ?? null;
}

/** @throws unless all that follows from the log is what the log says; rows that are no events count for nothing */
export async function foldsToItself(db: Database, by = scheduler): Promise<void> {
  const events = eventsAmong(await wholeLog(db));
  const states = await db.getAll("states");
  const known = new Set(states.flatMap(({ fact: one, state }) => (state.successes > 0 ? [one] : [])));
  for (const row of states) {
    const waits = row.state.phase === "new" && !row.retired && !row.unlockedBy.every((one) => known.has(one));
    equal(
      [row.locked, row.queue === undefined],
      [waits, waits || row.retired || row.state.suspended === true],
      `the lock of ${row.id}`,
    );
    const ids: readonly CardId[] = [row.id, ...row.formerIds];
    const own = events.filter(({ card }) => card !== undefined && ids.includes(card));
    equal(row.state, foldCard(own, by), `the state of ${row.id}`);
  }
  const cards = [...grouped(events.filter(concernsCard), ({ card }) => countedUnder(card, states))];
  const present = new Set(states.flatMap(({ id, retired }) => (retired ? [] : [id])));
  const logs = cards.map(([card, log]) => ({ card, log, inDeck: present.has(card) }));
  equal(await db.getAll("days"), sumDays(logs).sort(byDay), "the days");
  const held = [...heldRegisters(events).values()].map(registerRow);
  equal(await db.getAll("registers"), held.sort(byName), "the registers");
}

/** The card that an id counts under: the one that is in a deck under it, or had it before. */
const countedUnder = (id: CardId, states: readonly StateRow[]): CardId => {
  const present = states.filter(({ retired }) => !retired);
  return (present.find((row) => row.id === id) ?? present.find(({ formerIds }) => formerIds.includes(id)))?.id ?? id;
};

const byDay = (a: DayRow, b: DayRow): number => a.day - b.day || (a.deck < b.deck ? -1 : 1);
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);

export const forward = (name: string): CardId => cardId(fact(name), "forward");

/** Deletes a database; every connection to it must be closed. */
export const deleteDatabase = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE_NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
