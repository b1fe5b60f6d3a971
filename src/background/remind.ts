import { buildQueue } from "../core/plan/queue.ts";
import { isReminderDue } from "../core/plan/reminder.ts";
import type { Clock } from "../platform/clock.ts";
import { notePosition } from "../store/database/local.ts";
import type { Database } from "../store/opening/open.ts";
import { readToday } from "../store/today/today.ts";

const JOB = "reminder";

/**
 * Reminds of what is due, where that is wanted, and once on each study day at most.
 * @param show is given how many cards wait, and whether the learner studies on new tabs
 */
export async function remind(
  db: Database,
  clock: Pick<Clock, "nowMs" | "offsetAt">,
  show: (cards: number, inNewTab: boolean) => Promise<void>,
): Promise<void> {
  const today = await readToday(db, clock.nowMs(), clock.offsetAt);
  const queue = buildQueue(today);
  if (!isReminderDue({ settings: today.settings, day: today, queue })) return;
  // Noted first: better none than two.
  if (await notePosition(db, JOB, today.now.today)) await show(queue.cards.length, today.settings.newTabSession);
}
