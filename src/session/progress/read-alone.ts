/** What pages without a session read. They keep no connection, so that they are in no other page's way. */
import { openGuarded } from "../../copies/record/open-guarded.ts";
import { nowAt } from "../../core/time/now.ts";
import { startOfStudyDay } from "../../core/time/study-day.ts";
import { systemClock } from "../../platform/clock.ts";
import { isInContainer } from "../../platform/container.ts";
import { recordFiles } from "../../platform/record/files.ts";
import type { Database } from "../../store/opening/open.ts";
import { planFrom, readPlans } from "../../store/settings/plan.ts";
import { readSettings } from "../../store/settings/settings.ts";
import { readKeeping } from "../cards/kept-knowledge.ts";
import type { Knowledge } from "../cards/read-facts.ts";

/**
 * Reads what there is, with a connection of its own.
 * @returns null in a container, which sees nothing of what is stored outside of it
 * @throws TroubleError where the database cannot be opened
 */
async function alone<R>(read: (db: Database) => Promise<R | null>): Promise<R | null> {
  if (await isInContainer()) return null;
  const { db } = await openGuarded({}, async () => recordFiles());
  try {
    return await read(db);
  } finally {
    db.close();
  }
}

/** What is known today. */
export const readKnowledgeAlone = (): Promise<Knowledge | null> => alone((db) => readKeeping(db, systemClock));

/** When studying goes on after a pause, in ms; null where there is none. */
export const readPauseAlone = (): Promise<number | null> =>
  alone(async (db) => {
    const { rolloverHour } = await readSettings(db);
    const { nowMs, offsetAt } = systemClock;
    const { today } = nowAt(nowMs(), offsetAt, rolloverHour);
    const { pause } = planFrom(await readPlans(db), today);
    return pause && startOfStudyDay(pause.untilDay, rolloverHour, offsetAt);
  });
