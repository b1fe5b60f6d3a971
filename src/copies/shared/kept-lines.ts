/**
 * Lines of files that this version takes for no events, and events that the log cannot take just now. The file that the user
 * carried is gone when they could come in, so they wait as they came, see `waiting.ts`.
 */
import { decodeEvent, eventsAmong } from "../../core/log/decode.ts";
import type { Database } from "../../store/opening/open.ts";
import { packJson, sha256, unpackJson } from "../../store/segments/pack.ts";
import { takeInWhile } from "../take-in/take-in.ts";
import { changeWaiting, readWaiting, type WaitingFile } from "./waiting.ts";

const KIND = "lines-";
/** More come from nobody's own machine. */
const [MOST_LINES, MOST_CHARACTERS] = [10_000, 10_000_000];

export const isEvent = (line: unknown): boolean => "event" in decodeEvent(line);

/** What came together. */
interface KeptLines {
  readonly name: string;
  readonly lines: readonly unknown[];
}

/** One that cannot be unpacked is left where it is, for a later version to make more of it. */
async function readKept(db: Database): Promise<readonly KeptLines[]> {
  const kept: KeptLines[] = [];
  for (const { name, bytes } of await readWaiting(db, KIND)) {
    const lines = await unpackJson(bytes).catch(() => null);
    if (Array.isArray(lines)) kept.push({ name, lines });
  }
  return kept;
}

/** All of them, those that came together beside each other. */
export const linesKept = async (db: Database): Promise<readonly unknown[]> =>
  (await readKept(db)).flatMap(({ lines }) => lines);

async function fileOf(lines: readonly unknown[]): Promise<WaitingFile> {
  const bytes = await packJson(lines);
  return { name: `${KIND}${await sha256(bytes)}.gz`, bytes };
}

/** Those that are not kept already; null where with what is kept they are more than there is room for. */
async function newAmong(db: Database, lines: readonly unknown[]): Promise<readonly unknown[] | null> {
  if (lines.length === 0) return [];
  const kept = new Set((await linesKept(db)).map((line) => JSON.stringify(line)));
  const news = new Map(lines.map((line) => [JSON.stringify(line), line]));
  for (const text of kept) news.delete(text);
  const all = [...kept, ...news.keys()];
  const isTooMuch = all.length > MOST_LINES || all.reduce((sum, { length }) => sum + length, 0) > MOST_CHARACTERS;
  return isTooMuch ? null : [...news.values()];
}

export const hasRoomFor = async (db: Database, lines: readonly unknown[]): Promise<boolean> =>
  (await newAmong(db, lines)) !== null;

/** @returns false where there is no room for them: then none of them is kept */
export async function keepLines(db: Database, lines: readonly unknown[]): Promise<boolean> {
  const news = await newAmong(db, lines);
  if (news && news.length > 0) await changeWaiting(db, [await fileOf(news)]);
  return news !== null;
}

/**
 * Takes in those that this version can read. What the log did not take stays kept, and so does what others keep meanwhile.
 * @param goOn as in `takeInWhile`
 * @returns how many events came in
 */
export async function takeInKept(db: Database, goOn: () => boolean = () => true): Promise<number> {
  const kept = await readKept(db);
  const events = kept.flatMap(({ lines }) => eventsAmong(lines));
  if (events.length === 0) return 0;
  const { taken, complete, unmended } = await takeInWhile(db, events, { goOn });
  if (!complete) return taken;
  const isLeft = (line: unknown): boolean => eventsAmong([line]).every(({ id }) => unmended.has(id));
  for (const { name, lines } of kept) {
    const left = lines.filter(isLeft);
    if (left.length === lines.length) continue;
    await changeWaiting(db, left.length > 0 ? [await fileOf(left)] : [], [name]);
  }
  return taken;
}
