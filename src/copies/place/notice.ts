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

/**
 * Kept until the user has seen it: the background, which shows nothing, may have been the one that restored. To be called
 * under the lock of the place.
 */
export async function keepNotice(place: Place, { events, missing = 0 }: Partial<BroughtBack>): Promise<void> {
  const before = await readNotice(place);
  const all: BroughtBack = {
    events: (events ?? 0) + (before?.events ?? 0),
    missing: missing + (before?.missing ?? 0),
  };
  await writeNotice(place, all);
}

const writeNotice = (place: Place, all: BroughtBack): Promise<void> =>
  place.write(NAME, new TextEncoder().encode(JSON.stringify(all)));

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

const ALL: BroughtBack = { events: Number.POSITIVE_INFINITY, missing: Number.POSITIVE_INFINITY };

/**
 * To be called once the user has seen it. What the background has added since is left, for the next page to tell.
 * @param seen what they have seen of it
 */
export const dropNotice = (place: Place, seen: BroughtBack = ALL): Promise<void> =>
  place.lock("exclusive", async () => {
    const all = await readNotice(place);
    const events = Math.max(0, (all?.events ?? 0) - seen.events);
    const missing = Math.max(0, (all?.missing ?? 0) - seen.missing);
    await (events + missing > 0 ? writeNotice(place, { events, missing }) : place.remove(NAME));
  });
