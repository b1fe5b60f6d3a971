import { schedulerFor } from "../../core/memory/scheduler.ts";
import { bundledDecks } from "../../platform/bundled-decks.ts";
import { systemClock } from "../../platform/clock.ts";
import type { Database } from "../../store/database/schema.ts";
import { installDecks } from "../../store/decks/decks.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** Brings the extension's own decks up to date. @returns whether anything was written */
export const installBundledDecks = async (db: Database): Promise<boolean> =>
  installDecks(db, bundledDecks, schedulerFor(await readSettings(db)), systemClock.nowMs());
