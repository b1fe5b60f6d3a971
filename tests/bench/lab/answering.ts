/** Choosing the next card and answering it, in the database as it is, by the functions that the study pages call. */
import type { CardId } from "../../../src/core/ids.ts";
import { makeReview } from "../../../src/core/log/make-event.ts";
import type { Outcome } from "../../../src/core/memory/outcome.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { nowAt } from "../../../src/core/plan/now.ts";
import { buildQueue } from "../../../src/core/plan/queue.ts";
import { advanceByReview } from "../../../src/session/advance-today.ts";
import { append } from "../../../src/store/append.ts";
import { readComing } from "../../../src/store/coming.ts";
import { type Database, openDatabase } from "../../../src/store/open.ts";
import type { StateRow } from "../../../src/store/schema.ts";
import { readToday, type Today } from "../../../src/store/today.ts";
import { timed } from "./blobs.ts";

const GOOD = 3;
/** Rounds for the compiler, as many as Anki is given. */
const WARM = 5;
/** The histories of the bench were written in UTC. */
const inUtc = (): number => 0;

interface Next {
  readonly today: Today;
  readonly card: StateRow;
  readonly outcomes: readonly Outcome[];
}

/**
 * The queue made from nothing, its first card read, and what each grade would lead to: what real Anki hands out together.
 * @returns how long each round took, in ms
 */
export async function nextCards(rounds: number): Promise<number[]> {
  const db = await openDatabase();
  const times: number[] = [];
  for (let round = -WARM; round < rounds; round++) times.push(await timed(() => nextAnew(db)));
  db.close();
  return times.slice(WARM);
}

/**
 * A grade written, and the card after it known, again and again.
 * @param isRelaxed whether a write ends when the browser has it, rather than the disk
 * @returns how long each took, in ms
 */
export async function answers(rounds: number, isRelaxed: boolean): Promise<number[]> {
  const restore = isRelaxed ? relaxWrites() : () => {};
  const db = await openDatabase();
  const times: number[] = [];
  try {
    let next = await nextAnew(db);
    for (let round = -WARM; round < rounds; round++) {
      let advanced: Today | null = null;
      times.push(
        await timed(async () => {
          advanced = await answer(db, next);
          buildQueue(advanced);
        }),
      );
      next = (advanced && (await nextOf(db, advanced))) ?? (await nextAnew(db));
    }
  } finally {
    db.close();
    restore();
  }
  return times.slice(WARM);
}

async function answer(db: Database, { today, card, outcomes }: Next): Promise<Today> {
  const outcome = outcomes.find(({ rating }) => rating === GOOD);
  if (!outcome) throw new Error("there is no such grade");
  const { rating, wait } = outcome;
  const now = nowAt(Date.now(), inUtc, today.settings.rolloverHour);
  const maker = () => ({ device: today.device, now, random: crypto.getRandomValues(new Uint8Array(10)) });
  const given = { rating, wait, shownAtMs: now.nowMs - 4000, surface: "popup", factRevision: 1 } as const;
  const made = (entry: Parameters<typeof makeReview>[0]) => makeReview(entry, given, maker());
  const written = await append(db, card, schedulerFor(today.settings), maker, made);
  if (!written) throw new Error(`${card.id} is not as it was shown`);
  return advanceByReview({ ...today, now }, written.row);
}

async function nextAnew(db: Database): Promise<Next> {
  const next = await nextOf(db, await readToday(db, Date.now(), inUtc));
  if (!next) throw new Error("nothing is left for today");
  return next;
}

async function nextOf(db: Database, today: Today): Promise<Next | null> {
  const [card] = buildQueue(today).cards;
  if (!card) return null;
  const scheduler = schedulerFor(today.settings);
  const [, coming] = await Promise.all([readContent(db, card.id), readComing(db, today, card, scheduler)]);
  return { today, card, outcomes: scheduler.outcomes(card.id, card.state, today.now, coming) };
}

async function readContent(db: Database, id: CardId): Promise<void> {
  if (!(await db.get("contents", id))) throw new Error(`${id} says nothing`);
}

/** Writes as the store does, but for the flush to the disk. @returns what undoes it */
function relaxWrites(): () => void {
  const { prototype } = IDBDatabase;
  const { transaction } = prototype;
  prototype.transaction = function relaxed(stores, mode, options) {
    return transaction.call(this, stores, mode, { ...options, durability: "relaxed" });
  };
  return () => {
    prototype.transaction = transaction;
  };
}
