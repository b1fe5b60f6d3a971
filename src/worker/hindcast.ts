import type { OnProgress } from "../core/progress.ts";
import { HINDCAST_DAYS, type Hindcast, hindcast } from "../core/stats/hindcast.ts";
import { nowAt } from "../core/time/now.ts";
import { startOfStudyDay } from "../core/time/study-day.ts";
import { systemClock } from "../platform/clock.ts";
import type { Database } from "../store/opening/open.ts";
import { readSettings } from "../store/settings/settings.ts";
import { offBy } from "../store/settings/switches.ts";
import { drive } from "./drive.ts";
import { readLogByCard } from "./read-history.ts";

const STEPS = 1000;

/** The forecast of 60 days ago beside what happened; null where there is no history that long. */
export async function readHindcast(db: Database, onProgress: OnProgress): Promise<Hindcast | null> {
  const { rolloverHour } = await readSettings(db);
  const { today, offsetAt } = nowAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour);
  const decks = await db.getAll("decks");
  const { byCard, others, rows } = await readLogByCard(db);
  const cards = rows.map(({ id, deck, chapter, retired }) => ({
    deck,
    chapter,
    retired,
    events: byCard.get(id) ?? [],
  }));
  const work = hindcast(
    {
      cards,
      registers: others,
      onWith(held) {
        const isOff = offBy(decks, held);
        return (card) => !isOff(card);
      },
    },
    today,
    startOfStudyDay(today - HINDCAST_DAYS, rolloverHour, offsetAt),
  );
  return drive(work, (part) => onProgress({ done: Math.round(part * STEPS), total: STEPS }));
}
