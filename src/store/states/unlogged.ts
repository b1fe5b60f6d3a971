/**
 * Where cards stand follows from the log, so that who knows how it was at some place of the log need only read what came
 * behind it. Not so where a deck comes or goes, or states are worked out anew by another model or mended: whoever does that
 * says so here, in its transaction.
 */
import { positionKey } from "../database/local.ts";
import type { Reading, Writing } from "../database/transaction.ts";

const KEY = "unlogged";

/** Another one after each such change; null where there was none yet. */
export async function lastUnlogged(transaction: Reading): Promise<string | null> {
  const value = (await transaction.objectStore("local").get(KEY))?.value;
  return typeof value === "string" ? value : null;
}

/** How far the states are worked out anew by another model; see `refoldStates`. */
export const REFOLD = "refold";

/**
 * What an older version changes as well, which says nothing here: which decks there are since when, and the model by which
 * states were worked out last.
 */
export async function madeOf(transaction: Reading): Promise<string> {
  const [decks, refold] = await Promise.all([
    transaction.objectStore("decks").getAll(),
    transaction.objectStore("local").get(positionKey(REFOLD)),
  ]);
  const { model = null } = (refold?.value ?? {}) as { readonly model?: unknown };
  return JSON.stringify([decks.map(({ id, version, installedAtMs }) => [id, version, installedAtMs]), model]);
}

/** By chance, so that no other database ever says the same. */
export async function noteUnlogged(transaction: Writing): Promise<string> {
  const value = crypto.randomUUID();
  await transaction.objectStore("local").put({ key: KEY, value });
  return value;
}
