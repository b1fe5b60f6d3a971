/** Puts weeks or months of study into the database of a running extension, as its own pages would have written them. */
import type { Page } from "puppeteer-core";
import { grouped } from "../../../src/core/grouped.ts";
import type { FactId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { concernsCard } from "../../../src/core/log/event.ts";
import { applyEvent } from "../../../src/core/log/fold.ts";
import { makeReview } from "../../../src/core/log/make-event.ts";
import { seededRandom } from "../../../src/core/memory/fuzz.ts";
import type { Rating } from "../../../src/core/memory/rating.ts";
import { retrievability, schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { sumDays } from "../../../src/core/stats/day-sums.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, type OffsetAt } from "../../../src/core/time/study-day.ts";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { withState } from "../../../src/store/states/state-row.ts";
import { DEVICE } from "../database/db-steps.ts";
import { readStore } from "./study.ts";

export interface Study {
  /** Days on which something is studied. */
  readonly days: number;
  /** Days without any since; 0: the last day is today. */
  readonly away?: number;
  readonly newPerDay?: number;
  readonly nowMs: number;
  readonly offsetAt?: OffsetAt;
}

const scheduler = schedulerFor({ desiredRetention: 0.9, weights: "default" });
const STEPS_AT_MOST = 6;

/** @returns how many reviews were made. Pages that are open must be loaded again. */
export async function seedStudy(page: Page, study: Study): Promise<number> {
  const rows = (await readStore<StateRow>(page, "states")).filter(
    ({ retired, queue }) => !retired && queue !== undefined,
  );
  const { events, changed } = lived(rows, study);
  for (let at = 0; at < events.length; at += 2000) await write(page, "events", events.slice(at, at + 2000));
  await write(page, "states", changed);
  const logs = grouped(events.filter(concernsCard), ({ card }) => card);
  await write(page, "days", sumDays([...logs].map(([card, log]) => ({ card, log, inDeck: true }))));
  return events.length;
}

function lived(rows: readonly StateRow[], { days, away = 0, newPerDay = 8, nowMs, offsetAt = () => 0 }: Study) {
  const cards = new Map(rows.toSorted((a, b) => a.order - b.order).map((row) => [row.id, row]));
  const events: Envelope[] = [];
  let chance = 0;
  const random = (): number => seededRandom(`seed:${chance++}`);
  for (let day = days - 1; day >= 0; day--) {
    // Between seven in the morning and nine at night, never after now.
    let atMs = Math.min(nowMs - 3 * HOUR_MS, nowMs) - (day + away) * DAY_MS + Math.floor(random() * 2 * HOUR_MS);
    const { today } = nowAt(atMs, offsetAt, 4);
    const taken = new Set<FactId>();
    const known = new Set([...cards.values()].flatMap(({ fact, state }) => (state.successes > 0 ? [fact] : [])));
    let introduced = 0;
    for (const { id } of [...cards.values()]) {
      const card = cards.get(id);
      if (!card || taken.has(card.fact)) continue;
      const isNew = card.state.phase === "new";
      if (isNew && (introduced >= newPerDay || !card.unlockedBy.every((fact) => known.has(fact)))) continue;
      if (!isNew && (card.state.dueDay ?? 0) > today) continue;
      if (isNew) introduced += 1;
      taken.add(card.fact);
      for (let step = 0; step < STEPS_AT_MOST; step++) {
        atMs += 5000 + Math.floor(random() * 15_000);
        const made = answer(cards.get(id) ?? card, atMs, offsetAt, random);
        events.push(made.event);
        cards.set(id, made.row);
        if (made.row.state.dueAtMs === null) break;
        atMs = Math.max(atMs, made.row.state.dueAtMs - 9 * MINUTE_MS);
      }
    }
  }
  return { events, changed: [...cards.values()].filter(({ state }) => state.reviews > 0) };
}

/** Answered by chance, as likely right as the memory says. */
function answer(row: StateRow, atMs: number, offsetAt: OffsetAt, random: () => number) {
  const now = nowAt(atMs, offsetAt, 4);
  const { memory, lastDay } = row.state;
  const elapsed = lastDay === null ? 0 : now.today - lastDay;
  const recall = memory === null ? 0.75 : Math.min(0.97, retrievability(memory, elapsed, scheduler.model));
  const luck = random();
  const rating: Rating = luck > recall ? 1 : luck < 0.06 ? 4 : luck < 0.14 ? 2 : 3;
  const outcome = scheduler.outcomes(row.id, row.state, now)[rating - 1];
  if (!outcome) throw new Error("four outcomes were expected");
  const shownAtMs = atMs - 2500 - Math.floor(random() * 9000);
  const given = { rating, wait: outcome.wait, shownAtMs, surface: "newtab", factRevision: 1 };
  const bytes = Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256));
  const event = makeReview(row, given, { device: DEVICE, now, random: bytes });
  return { event, row: withState(row, applyEvent(row.state, event, scheduler), scheduler.model.id) };
}

/** Puts rows into a store of the database, past the extension's own code. */
export async function write(page: Page, store: "events" | "states" | "days", rows: readonly object[]): Promise<void> {
  await page.evaluate(
    async (name, values) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("osteon");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = db.transaction(name, "readwrite");
      for (const value of values) transaction.objectStore(name).put(value);
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onerror = reject;
      });
      db.close();
    },
    store,
    rows as object[],
  );
}
