/** Days that cards were given all at once, see `worker/reschedule.ts`: where they stand in the log is kept for the way back. */
import { readPosition } from "../database/local.ts";
import type { Database } from "../database/schema.ts";

/** Under which names it is kept, for each of the ways in which days are given. */
export const NEW_DAYS = { byModel: "last-reschedule", beforeExam: "last-bring-forward" } as const;

/** Whether the last days of this way can be put back, whatever has come of the reason why they were given. */
export const canPutBack = async (db: Database, way: (typeof NEW_DAYS)[keyof typeof NEW_DAYS]): Promise<boolean> =>
  ((await readPosition(db, way)) ?? null) !== null;
