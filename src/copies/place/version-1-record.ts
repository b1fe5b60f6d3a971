/**
 * The second record as the first version of Osteon kept it: snapshots of the whole log, files of what came since, and one
 * of the settings. Each is gzip of a line that says what it is, and then one event on each line.
 */
import * as v from "valibot";
import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { eventsOfVersion1, identityOfVersion1 } from "../../core/log/version-1.ts";
import { cardEvents, memoisedEvents } from "../../store/log/log.ts";
import type { Database } from "../../store/opening/open.ts";
import { unpackEvents } from "../../store/segments/pack.ts";
import { lackingAmong, takeIn } from "../take-in/take-in.ts";

const SNAPSHOT = /^snapshot-(\d{6,})-[^/]+\.gz$/;
const JOURNAL = /^journal-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.gz$/;
const SETTINGS = "settings.gz";
const NOTICE = "restored.txt";

const head = v.object({
  format: v.literal("osteon-record"),
  version: v.literal(1),
  events: v.number(),
  settings: v.record(v.string(), v.unknown()),
});

export const version1Files = (names: readonly string[]): string[] =>
  names.filter((name) => SNAPSHOT.test(name) || JOURNAL.test(name) || name === SETTINGS || name === NOTICE);

/**
 * All that the files hold, in the present form: every event, and the settings as they were last saved.
 * @param withSettings a setting that was saved since stands in the database, and must not be outdone by an older one
 */
export async function readVersion1(place: Place, withSettings: boolean): Promise<readonly Envelope[]> {
  const names = version1Files(await place.list());
  const rows = new Map<unknown, unknown>();
  let settings: Readonly<Record<string, unknown>> = {};
  // The settings' own file is the newest, then the snapshots by their numbers.
  for (const name of names.sort((a, b) => rank(a) - rank(b))) {
    const file = await readFile(place, name);
    for (const row of file?.rows ?? []) rows.set(idOf(row), row);
    if (file && !JOURNAL.test(name)) settings = file.settings;
  }
  return eventsAmong(eventsOfVersion1([...rows.values()], withSettings ? settings : {}));
}

const rank = (name: string): number =>
  name === SETTINGS ? Number.POSITIVE_INFINITY : Number(SNAPSHOT.exec(name)?.[1] ?? 0);

const idOf = (row: unknown): unknown => (typeof row === "object" && row !== null && "id" in row ? row.id : row);

async function readFile(place: Place, name: string) {
  const bytes = await place.read(name);
  if (!bytes || name === NOTICE) return null;
  try {
    const [first, ...rows] = await unpackEvents(bytes);
    return { settings: v.parse(head, first).settings, rows };
  } catch (error) {
    console.error(`${name} of the second record cannot be read:`, error);
    return null;
  }
}

/**
 * @param withSettings see `readVersion1`; asked only where there are such files
 * @returns how many events the database lacked
 */
export async function takeInVersion1(
  db: Database,
  place: Place,
  { withSettings }: { readonly withSettings: () => boolean | Promise<boolean> },
): Promise<number> {
  if (version1Files(await place.list()).length === 0) return 0;
  return takeIn(db, await lackingOfVersion1(db, await readVersion1(place, await withSettings())));
}

/**
 * Those that the database lacks under any id. A copy that misses the correction of a clock gives the reviews after it other
 * ids than a whole one gave them in the database, where they must not count twice.
 */
export async function lackingOfVersion1(db: Database, events: readonly Envelope[]): Promise<readonly Envelope[]> {
  const { lacking } = await lackingAmong(db, events, false);
  const known = new Set<string>();
  for (const id of new Set(lacking.flatMap(({ card }) => card ?? []))) {
    try {
      const own = await cardEvents(memoisedEvents(db.transaction("events").store), { id, formerIds: [] });
      for (const event of own) known.add(identityOfVersion1(event));
    } catch (error) {
      // Its rows are damaged; to have an event twice is better than to lose it.
      console.error(`the events of ${id} cannot be read:`, error);
    }
  }
  const ids = new Set(lacking.map(({ id }) => id));
  return events.filter((event) => ids.has(event.id) && !known.has(identityOfVersion1(event)));
}

/** Once everything stands in the place in its present form. */
export async function removeVersion1(place: Place): Promise<void> {
  for (const name of version1Files(await place.list())) await place.remove(name);
}
