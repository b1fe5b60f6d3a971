/**
 * The second record as the first version of Osteon kept it: snapshots of the whole log, files of what came since, and one
 * of the settings. Each is gzip of a line that says what it is, and then one event on each line.
 */
import * as v from "valibot";
import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { eventsOfVersion1, identityOfVersion1 } from "../../core/log/version-1.ts";
import type { Database } from "../../store/opening/open.ts";
import { unpackEvents } from "../../store/segments/pack.ts";
import { lackingAmong, takeIn } from "../take-in/take-in.ts";
import { underNoOtherId } from "../take-in/under-other-id.ts";
import { setAside } from "./torn-files.ts";

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

export interface ReadVersion1 {
  readonly events: readonly Envelope[];
  /** The files that could be read. */
  readonly whole: readonly string[];
}

/**
 * All that the files hold, in the present form: every event, and the settings as they were last saved.
 * @param withSettings a setting that was saved since stands in the database, and must not be outdone by an older one
 */
export async function readVersion1(place: Place, withSettings: boolean): Promise<ReadVersion1> {
  const names = version1Files(await place.list());
  const rows = new Map<unknown, unknown>();
  const whole: string[] = [];
  let settings: Readonly<Record<string, unknown>> = {};
  // The settings' own file is the newest, then the snapshots by their numbers.
  for (const name of names.sort((a, b) => rank(a) - rank(b))) {
    const file = await readFile(place, name);
    if (file || name === NOTICE) whole.push(name);
    for (const row of file?.rows ?? []) rows.set(idOf(row), row);
    if (file && !JOURNAL.test(name)) settings = file.settings;
  }
  return { events: eventsAmong(eventsOfVersion1([...rows.values()], withSettings ? settings : {})), whole };
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

export interface TakenVersion1 {
  /** How many events the database lacked. */
  readonly taken: number;
  /** The files all of which the database has now. */
  readonly whole: readonly string[];
}

/** @param withSettings see `readVersion1`; asked only where there are such files */
export async function takeInVersion1(
  db: Database,
  place: Place,
  { withSettings }: { readonly withSettings: () => boolean | Promise<boolean> },
): Promise<TakenVersion1> {
  if (version1Files(await place.list()).length === 0) return { taken: 0, whole: [] };
  const { events, whole } = await readVersion1(place, await withSettings());
  const { taken, unmended } = await takeIn(db, await lackingOfVersion1(db, events));
  // What becomes of an event depends on the others, wherever they stand.
  return { taken, whole: unmended.size > 0 ? [] : whole };
}

/**
 * Those that the database lacks under any id, or cannot read. A copy that misses the correction of a clock gives the reviews
 * after it other ids than a whole one gave them in the database, where they must not count twice.
 */
export async function lackingOfVersion1(db: Database, events: readonly Envelope[]): Promise<readonly Envelope[]> {
  const { lacking, unreadable } = await lackingAmong(db, events, false);
  return [...(await underNoOtherId(db, lacking, identityOfVersion1)), ...unreadable];
}

/** Once everything stands in the place in its present form. @param whole what was taken in; the bytes of a torn file stay */
export async function removeVersion1(place: Place, whole: readonly string[]): Promise<void> {
  for (const name of whole) await place.remove(name);
  for (const name of version1Files(await place.list())) if (!(await readFile(place, name))) await setAside(place, name);
}
