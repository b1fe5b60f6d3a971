/**
 * Lines of files that this version takes for no events. The file that the user carried is gone when a later version could read
 * them, so they are kept here as they came.
 */
import * as v from "valibot";
import { decodeEvent, eventsAmong } from "../../core/log/decode.ts";
import { keepPosition, readPosition } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { takeInWhile } from "../take-in/take-in.ts";

const KEPT = "lines-for-a-later-version";
/** More come from nobody's own machine. */
const [MOST_LINES, MOST_CHARACTERS] = [10_000, 10_000_000];
const texts = v.array(v.string());

export const isEvent = (line: unknown): boolean => "event" in decodeEvent(line);

const keptLines = async (db: Database): Promise<readonly string[]> => {
  const kept = v.safeParse(texts, await readPosition(db, KEPT));
  return kept.success ? kept.output : [];
};

/** @returns null where they are more than there is room for, with what is kept already */
async function withKept(db: Database, lines: readonly unknown[]): Promise<readonly string[] | null> {
  const all = [...new Set([...(await keptLines(db)), ...lines.map((line) => JSON.stringify(line))])];
  const isTooMuch = all.length > MOST_LINES || all.reduce((sum, { length }) => sum + length, 0) > MOST_CHARACTERS;
  return isTooMuch ? null : all;
}

export const hasRoomFor = async (db: Database, lines: readonly unknown[]): Promise<boolean> =>
  lines.length === 0 || (await withKept(db, lines)) !== null;

export async function keepLines(db: Database, lines: readonly unknown[]): Promise<void> {
  const all = lines.length > 0 ? await withKept(db, lines) : null;
  if (all) await keepPosition(db, KEPT, all);
}

/**
 * Takes in those that this version can read.
 * @param goOn as in `takeInWhile`
 * @returns how many events came in
 */
export async function takeInKept(db: Database, goOn: () => boolean = () => true): Promise<number> {
  const values = (await keptLines(db)).map((line): unknown => JSON.parse(line));
  const events = eventsAmong(values);
  if (events.length === 0) return 0;
  const { taken, complete } = await takeInWhile(db, events, { goOn });
  const left = values.filter((value) => !isEvent(value)).map((value) => JSON.stringify(value));
  if (complete) await keepPosition(db, KEPT, left);
  return taken;
}
