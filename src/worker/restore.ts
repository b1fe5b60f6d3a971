import { momentAt } from "../core/moment.ts";
import { schedulerFor } from "../core/scheduler.ts";
import { mergeProgress, readProgress } from "../db/merge.ts";
import type { Database } from "../db/open.ts";
import { readSettings } from "../db/settings.ts";
import type { OnProgress } from "../exchange/backup-format.ts";
import type { Restored } from "../exchange/messages.ts";
import { replacementEvents } from "../exchange/replacement.ts";
import { systemClock } from "../platform/clock.ts";
import type { Chosen } from "./inspect-file.ts";

/** Brings the chosen file in, in one transaction: all of it or nothing. */
export async function restore(
  db: Database,
  { progress, preview }: Chosen,
  { mode, withSettings }: { readonly mode: "merge" | "replace"; readonly withSettings: boolean },
  onProgress: OnProgress,
): Promise<Restored> {
  onProgress(0, 0);
  const settings = withSettings ? progress.settings : {};
  const present = await readSettings(db);
  const takenBack = mode === "replace" ? await replacing(db, progress.events, present.rolloverHour) : [];
  const events = [...progress.events, ...takenBack];
  const scheduler = schedulerFor(withSettings ? { ...present, ...progress.settings } : present);
  const { added } = await mergeProgress(db, { ...progress, events, settings }, scheduler, onProgress);
  return { added: added - takenBack.length, known: preview.known, takenBack: takenBack.length };
}

async function replacing(db: Database, events: Chosen["progress"]["events"], rolloverHour: number) {
  const here = (await readProgress(db)).events;
  const moment = momentAt(systemClock.nowMs(), systemClock.offsetAt, rolloverHour);
  const cards = await db.getAll("cards");
  const present = new Map(cards.flatMap(({ id, content }) => content.formerIds.map((former) => [former, id] as const)));
  return replacementEvents(here, events, moment, (id) => present.get(id) ?? id);
}
