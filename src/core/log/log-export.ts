import type { Settings } from "../settings.ts";
import type { OsteonEvent } from "./event.ts";

/** What leaves the database as a backup, and comes back. */
export interface LogExport {
  readonly events: readonly OsteonEvent[];
  /** What was saved; a setting that was never changed is absent. */
  readonly settings: Partial<Settings>;
  readonly decks: readonly { readonly id: string; readonly version: string }[];
}
