/** How full the days are on which a card may come back, counted on the index of the queues: no row passes to the page. */
import type { CardId, FactId } from "../../core/ids.ts";
import { countOn } from "../../core/memory/balance.ts";
import { reviewDay } from "../../core/memory/card-state.ts";
import { easyDaysFrom } from "../../core/memory/easy-days.ts";
import type { DayRange } from "../../core/memory/fuzz.ts";
import type { Coming, Scheduler } from "../../core/memory/scheduler.ts";
import type { Settings } from "../../core/settings.ts";
import type { Now } from "../../core/time/now.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { QUEUE, type StateRow } from "../database/schema.ts";
import { type Reading, read } from "../database/transaction.ts";
import type { Database } from "../opening/open.ts";
import { examOf, readPlans } from "../settings/plan.ts";
import { type ChapterKey, chaptersOn, readSwitches } from "../settings/switches.ts";
import { placeIn, queueRange } from "./queues.ts";

/** What the learner wants of the days to come. */
export interface Wanted {
  readonly now: Now;
  /** The chapters that ask something. */
  readonly on: readonly ChapterKey[];
  readonly settings: Pick<Settings, "easyDays">;
  readonly exam: StudyDay | null;
}

/** What is wanted now, for those who have not read it with today. */
export async function readWanted(db: Database, now: Now, settings: Wanted["settings"]): Promise<Wanted> {
  const [decks, switches, plans] = await Promise.all([db.getAll("decks"), readSwitches(db), readPlans(db)]);
  return { now, settings, on: chaptersOn(decks, switches), exam: examOf(plans, now.today) };
}

/**
 * What the new day of a card depends on, if it is answered now. What is counted are cards of the days that its ratings may
 * lead to, some thirty, however many cards there are.
 * @throws when the database cannot be read
 */
export async function readComing(
  db: Database,
  { now, on, settings, exam }: Wanted,
  card: Pick<StateRow, "id" | "fact" | "state">,
  scheduler: Pick<Scheduler, "balancedRanges">,
): Promise<Coming> {
  const ranges = scheduler.balancedRanges(card.state, now, exam);
  if (ranges.length === 0) return { load: null, examDay: exam };
  const transaction = read(db, ["states"]);
  const [counts, siblings] = await Promise.all([
    countDue(transaction, on, ranges, reviewDay(card.state, now.today)),
    siblingDays(transaction, card.id, card.fact),
  ]);
  const own = card.state.dueAtMs === null ? card.state.dueDay : null;
  const easyDays = easyDaysFrom(settings.easyDays);
  const dueOn = (day: StudyDay) => Math.max(0, (counts.get(day) ?? 0) - (day === own ? 1 : 0));
  return { load: { dueOn, siblingsOn: countOn(siblings), easyDays }, examDay: exam };
}

/** Of cards that were put off none is due on these days: it would stand where it was. @param from the day from which the ranges are counted */
async function countDue(
  transaction: Reading,
  on: readonly ChapterKey[],
  ranges: readonly DayRange[],
  from: StudyDay,
): Promise<ReadonlyMap<StudyDay, number>> {
  const byQueue = transaction.objectStore("states").index("queue");
  const counts = new Map<StudyDay, number>();
  const dueIn = (chapter: ChapterKey, { shortest, longest }: DayRange) =>
    byQueue.count(queueRange(chapter, { kind: QUEUE.review, from: from + shortest, to: from + longest }));
  const countIn = async (chapter: ChapterKey, range: DayRange): Promise<void> => {
    // Most chapters have nothing within most ranges, and are asked once.
    if ((await dueIn(chapter, range)) === 0) return;
    const days = Array.from({ length: range.longest - range.shortest + 1 }, (_, i) => range.shortest + i);
    await Promise.all(
      days.map(async (days) => {
        const due = await dueIn(chapter, { shortest: days, longest: days });
        counts.set(from + days, (counts.get(from + days) ?? 0) + due);
      }),
    );
  };
  await Promise.all(on.flatMap((chapter) => ranges.map((range) => countIn(chapter, range))));
  return counts;
}

/** Of the other cards of the fact that are in review; every one of them was answered right once. */
async function siblingDays(transaction: Reading, id: CardId, fact: FactId): Promise<readonly StudyDay[]> {
  const rows = await transaction.objectStore("states").index("knows").getAll(fact);
  return rows.flatMap((row) =>
    row.id !== id && row.queue && placeIn(row.queue)[0] === QUEUE.review && row.state.dueDay !== null
      ? [row.state.dueDay]
      : [],
  );
}
