import { isOfKind } from "../../core/log/event.ts";
import { checkUnpackedSize, MAX_UNPACKED_BYTES } from "../archive/limits.ts";
import { zipEntries } from "../archive/zip-directory.ts";
import { BACKUP_LIMITS } from "../backup/backup-format.ts";
import { type Problem, problem } from "../problem.ts";
import { Refusal } from "../refusal.ts";
import type { StudyData } from "../study-data.ts";

/**
 * Why a package that was just written could not be read back here; null where it can. Looks at its table of contents alone.
 * @param most bytes that a file in it may unpack to, another number for tests
 */
export async function whyNotReadBack(file: Blob, most = MAX_UNPACKED_BYTES): Promise<Problem | null> {
  try {
    for (const { packed, size } of await zipEntries(file)) checkUnpackedSize(packed, size, most);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return problem("anki_beyond");
    throw error;
  }
}

/**
 * Why the package of these events would hold more answers than are read back; null where it would not. Those that were taken
 * back count as well, though they are not written.
 */
export function tooManyAnswers(
  { events }: Pick<StudyData, "events">,
  most: number = BACKUP_LIMITS.events,
): Problem | null {
  if (events.length <= most) return null;
  let answers = 0;
  for (const event of events) if (isOfKind(event, "review") || isOfKind(event, "reset")) answers += 1;
  return answers > most ? problem("anki_beyond") : null;
}
