import type { Database } from "../database/schema.ts";

/** Whether there is any event; the first key tells, a count would walk over all of them. */
export const hasEvents = async (db: Database): Promise<boolean> => (await db.getAllKeys("events", null, 1)).length > 0;
