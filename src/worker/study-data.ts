import { nowAt } from "../core/plan/now.ts";
import type { StudyData } from "../exchange/study-data.ts";
import { systemClock } from "../platform/clock.ts";
import { allEvents } from "../store/all-events.ts";
import { eventsAmong } from "../store/events-among.ts";
import type { Database } from "../store/open.ts";
import { settingsFrom } from "../store/settings.ts";

/** Everything, read in one transaction, so that cards and log fit together. Rows that are no events are left out. */
export async function readStudyData(db: Database): Promise<StudyData> {
  const transaction = db.transaction(["cards", "events", "settings", "decks"], "readonly");
  const [cards, rows, settingRows, decks] = await Promise.all([
    transaction.objectStore("cards").getAll(),
    allEvents(transaction.objectStore("events")),
    transaction.objectStore("settings").getAll(),
    transaction.objectStore("decks").getAll(),
  ]);
  await transaction.done;
  const settings = settingsFrom(settingRows);
  const moment = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  return { cards, events: eventsAmong(rows), settings, decks, moment };
}
