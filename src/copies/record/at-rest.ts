/**
 * Whether the database and the place of its second record agree already. So they do at most openings: then one look at names,
 * heads, the newest events and their files tells it, and nothing is written, locked or looked at again.
 */
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { readDevice } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { readPacked, SEGMENT_EVENTS, type SegmentedLog } from "../../store/segments/segments.ts";
import { journalsIn } from "../place/file-names.ts";
import { MOST_FILES, type ReadJournal, readJournals } from "../place/journal-files.ts";
import { compareSegments } from "../place/segment-files.ts";
import { waitedFor } from "../place/unreadable-files.ts";
import { version1Files } from "../place/version-1-record.ts";
import { holdsOwnDecks } from "../place/written-decks.ts";
import { lackingAmong } from "../take-in/take-in.ts";
import { begunUpgrades } from "../upgrade/upgrade-seal.ts";

/**
 * @param place of this profile alone
 * @param segmentEvents where tests want few
 * @returns false also where that would take long to tell: copying then does whatever is to be done
 */
export async function isAtRest(db: Database, place: Place, segmentEvents = SEGMENT_EVENTS): Promise<boolean> {
  const names = await place.list();
  if (await agreeOn(db, place, names, segmentEvents)) return true;
  const waited = await waitedFor(db, place);
  const others = names.filter((name) => !waited.has(name));
  return others.length < names.length && agreeOn(db, place, others, segmentEvents);
}

/** @param names the files that count */
async function agreeOn(db: Database, place: Place, names: readonly string[], segmentEvents: number): Promise<boolean> {
  const journals = journalsIn(names);
  if (journals.length > MOST_FILES || begunUpgrades(names).length > 0 || version1Files(names).length > 0) return false;
  if (!(await holdsOwnDecks(db, place, names))) return false;
  const log = await readPacked(db, segmentEvents);
  // An empty log tells nothing of what the files hold.
  if (!log || log.heads.length + log.unpacked.length === 0) return false;
  const device = await readDevice(db.transaction("local").store);
  const { missing, foreign } = compareSegments(log.heads, names, device);
  return (
    missing.length + foreign.length === 0 && agreesWith(db, await readJournals(place, journals), journals.length, log)
  );
}

/** Every file is whole, holds some event that no segment holds, and none that the database lacks; together they hold all of those. */
async function agreesWith(
  db: Database,
  { files, judged }: ReadJournal,
  there: number,
  { unpacked }: SegmentedLog,
): Promise<boolean> {
  const needed = new Set(unpacked.map(({ id }) => id));
  const copied = [...files.values()].flat();
  const ids = new Set(copied.map(({ id }) => id));
  const hasUse = (events: readonly Envelope[]): boolean => events.some(({ id }) => needed.has(id));
  if (judged.size < there || ![...files.values()].every(hasUse) || !unpacked.every(({ id }) => ids.has(id)))
    return false;
  const packed = copied.filter(({ id }) => !needed.has(id));
  const { lacking, unreadable } = await lackingAmong(db, packed, false);
  return lacking.length + unreadable.length === 0;
}
