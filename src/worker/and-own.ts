import type { Envelope } from "../core/log/envelope.ts";
import { idsHere } from "../store/log/maybe-here.ts";
import type { Database } from "../store/opening/open.ts";

/**
 * With those of the others that are this log's own: somebody who leaves out the settings of a file keeps those that are here,
 * and what cannot be read of them is mended by the file as all else is.
 */
export async function andOwnOf(
  db: Database,
  all: readonly Envelope[],
  wanted: readonly Envelope[],
): Promise<readonly Envelope[]> {
  if (wanted.length === all.length) return all;
  const isWanted = new Set(wanted);
  const others = all.filter((event) => !isWanted.has(event)).map(({ id }) => id);
  const own = await idsHere(db, others);
  return all.filter((event) => isWanted.has(event) || own.has(event.id));
}
