import { schedulerFor } from "../core/memory/scheduler.ts";
import type { OnJobProgress } from "../exchange/backup-format.ts";
import type { Restored } from "../exchange/messages.ts";
import { mergeProgress } from "../store/merge.ts";
import type { Database } from "../store/open.ts";
import { readSettings } from "../store/settings.ts";
import type { Chosen } from "./inspect-file.ts";
import { replacing, takenBackBy } from "./replacing.ts";

/** Brings the chosen file in, in one transaction: all of it or nothing. */
export async function restore(
  db: Database,
  { progress, preview }: Chosen,
  { mode, withSettings }: { readonly mode: "merge" | "replace"; readonly withSettings: boolean },
  onProgress: OnJobProgress,
): Promise<Restored> {
  onProgress(0, 0);
  const settings = withSettings ? progress.settings : {};
  const present = await readSettings(db);
  const besides = mode === "replace" ? await replacing(db, progress.events) : [];
  const events = [...progress.events, ...besides];
  const scheduler = schedulerFor(withSettings ? { ...present, ...progress.settings } : present);
  const { added } = await mergeProgress(db, { ...progress, events, settings }, scheduler, onProgress);
  const takenBack = takenBackBy(besides);
  return { added: added - takenBack, known: preview.known, takenBack };
}
