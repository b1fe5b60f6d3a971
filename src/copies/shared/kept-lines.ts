/**
 * Lines of files that this version takes for no events, and events that the log cannot take just now. The file that the user
 * carried is gone when they could come in, so they are kept here as they came.
 */
import * as v from "valibot";
import { decodeEvent, eventsAmong } from "../../core/log/decode.ts";
import { changePosition, readPosition } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { takeInWhile } from "../take-in/take-in.ts";

const KEPT = "lines-for-a-later-version";
/** More come from nobody's own machine. */
const [MOST_LINES, MOST_CHARACTERS] = [10_000, 10_000_000];
const texts = v.array(v.string());

export const isEvent = (line: unknown): boolean => "event" in decodeEvent(line);

const linesIn = (value: unknown): readonly string[] => {
  const kept = v.safeParse(texts, value);
  return kept.success ? kept.output : [];
};

/** @returns null where they are more than there is room for, with what is kept already */
function withLines(kept: readonly string[], lines: readonly unknown[]): readonly string[] | null {
  const all = [...new Set([...kept, ...lines.map((line) => JSON.stringify(line))])];
  const isTooMuch = all.length > MOST_LINES || all.reduce((sum, { length }) => sum + length, 0) > MOST_CHARACTERS;
  return isTooMuch ? null : all;
}

export const hasRoomFor = async (db: Database, lines: readonly unknown[]): Promise<boolean> =>
  lines.length === 0 || withLines(linesIn(await readPosition(db, KEPT)), lines) !== null;

/** @returns false where there is no room for them: then none of them is kept */
export async function keepLines(db: Database, lines: readonly unknown[]): Promise<boolean> {
  if (lines.length === 0) return true;
  let hasRoom = false;
  await changePosition(db, KEPT, (value) => {
    const kept = linesIn(value);
    const all = withLines(kept, lines);
    hasRoom = all !== null;
    return all ?? kept;
  });
  return hasRoom;
}

/**
 * Takes in those that this version can read. What the log did not take stays kept, and so does what others keep meanwhile.
 * @param goOn as in `takeInWhile`
 * @returns how many events came in
 */
export async function takeInKept(db: Database, goOn: () => boolean = () => true): Promise<number> {
  const read = linesIn(await readPosition(db, KEPT)).flatMap((line) =>
    eventsAmong([JSON.parse(line)]).map((event) => ({ line, event })),
  );
  if (read.length === 0) return 0;
  const { taken, complete, unmended } = await takeInWhile(
    db,
    read.map(({ event }) => event),
    { goOn },
  );
  const inLog = new Set(read.filter(({ event }) => !unmended.has(event.id)).map(({ line }) => line));
  if (complete && inLog.size > 0)
    await changePosition(db, KEPT, (value) => linesIn(value).filter((line) => !inLog.has(line)));
  return taken;
}
