import type { Envelope } from "../core/log/envelope.ts";
import { idsHere } from "../store/log/maybe-here.ts";
import type { Database } from "../store/opening/open.ts";

/**
 * Which events of a file are written where its settings are left out: those that are wanted, and of the settings those that
 * are in this log already. These change nothing; but where the row of one is damaged here, it is mended from the file, as
 * every other row is.
 * @param all the events of the file
 * @param wanted those of them that are no settings, or all
 */
export async function wantedOrHere(
  db: Database,
  all: readonly Envelope[],
  wanted: readonly Envelope[],
): Promise<readonly Envelope[]> {
  if (wanted.length === all.length) return all;
  const isWanted = new Set(wanted);
  const others = all.filter((event) => !isWanted.has(event)).map(({ id }) => id);
  const here = await idsHere(db, others);
  return all.filter((event) => isWanted.has(event) || here.has(event.id));
}
