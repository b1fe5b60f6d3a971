import type { LogExport } from "../../../src/core/log/log-export.ts";

/** A backup that holds nothing, for tests to put something in. */
export const EMPTY_LOG: LogExport = { events: [], decks: [], ownDecks: [] };
