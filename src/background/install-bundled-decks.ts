import { schedulerFor } from "../core/memory/scheduler.ts";
import { bundledDecks } from "../platform/bundled-decks.ts";
import { systemClock } from "../platform/clock.ts";
import { installDecks } from "../store/decks.ts";
import type { Database } from "../store/schema.ts";
import { readSettings } from "../store/settings.ts";

/** Brings the extension's own decks up to date. @returns whether anything was written */
export const installBundledDecks = async (db: Database): Promise<boolean> =>
  installDecks(db, bundledDecks, schedulerFor(await readSettings(db)), systemClock.nowMs());
