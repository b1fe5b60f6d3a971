import * as v from "valibot";
import type { Place } from "../../core/log/place.ts";

/** What a page must tell the user once: the browser lost events, and they were brought back from the second record. */
export interface BroughtBack {
  readonly events: number;
  /** Events that damaged files of the second record are known to have held, at most: these are not back. */
  readonly missing: number;
}

export interface Reconciled {
  readonly notice: BroughtBack | null;
  /** The database was given events or decks just now: what is shown should be read again. */
  readonly changed: boolean;
  /** Everything stands in the second record; false where that takes longer, or where there is none. */
  readonly complete: boolean;
}

const NAME = "restored.json";
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const restored = v.object({ events: count, missing: count });

/** Kept until the user has seen it: the background, which shows nothing, may have been the one that restored. */
export async function keepNotice(place: Place, { events, missing = 0 }: Partial<BroughtBack>): Promise<void> {
  const before = await readNotice(place);
  const all: BroughtBack = {
    events: (events ?? 0) + (before?.events ?? 0),
    missing: missing + (before?.missing ?? 0),
  };
  await place.write(NAME, new TextEncoder().encode(JSON.stringify(all)));
}

/** Null when there is nothing to tell. */
export async function readNotice(place: Place): Promise<BroughtBack | null> {
  const content = await place.read(NAME);
  if (!content || content.length === 0) return null;
  try {
    const all = v.parse(restored, JSON.parse(new TextDecoder().decode(content)));
    return all.events > 0 ? all : null;
  } catch (error) {
    console.error("the notice on what was restored cannot be read:", error);
    return null;
  }
}

/** By the names of a place: mostly there is none. */
export const hasNotice = (names: readonly string[]): boolean => names.includes(NAME);

/** To be called once the user has seen it. */
export const dropNotice = (place: Place): Promise<void> => place.remove(NAME);
