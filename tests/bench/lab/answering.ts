/** Choosing the next card and answering it, in the database as it is, by the functions that the study pages call. */
import type { CardId } from "../../../src/core/ids.ts";
import { makeReview } from "../../../src/core/log/make-event.ts";
import type { Outcome } from "../../../src/core/memory/outcome.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { buildQueue } from "../../../src/core/plan/queue.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { advanceByReview } from "../../../src/session/study/advance-today.ts";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { readComing } from "../../../src/store/today/coming.ts";
import { readToday, type Today } from "../../../src/store/today/today.ts";
import { append } from "../../../src/store/writing/append.ts";
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

const DURABILITIES = ["relaxed", "strict"] as const;
/** How long each round took, in ms. Relaxed: a write ends when the browser has it, rather than the disk. */
export type AnswerTimes = Readonly<Record<(typeof DURABILITIES)[number], number[]>>;

/** A grade written, and the card after it known, again and again, with either durability by turns. */
export async function answers(rounds: number): Promise<AnswerTimes> {
  const db = await openDatabase();
  const times: AnswerTimes = { relaxed: [], strict: [] };
  let next = await nextAnew(db);
  for (let round = -WARM; round < rounds; round++) {
    for (const durability of DURABILITIES) {
      const restore = writesBy(durability);
      const begun = performance.now();
      const advanced = await answer(db, next);
      buildQueue(advanced);
      if (round >= 0) times[durability].push(performance.now() - begun);
      restore();
      next = (await nextOf(db, advanced)) ?? (await nextAnew(db));
    }
  }
  db.close();
  return times;
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

/** Writes as the store does, but for the durability. @returns what undoes it */
function writesBy(durability: IDBTransactionDurability): () => void {
  const { prototype } = IDBDatabase;
  const { transaction } = prototype;
  prototype.transaction = function withDurability(stores, mode, options) {
    return transaction.call(this, stores, mode, { ...options, durability });
  };
  return () => {
    prototype.transaction = transaction;
  };
}
