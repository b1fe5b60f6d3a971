/**
 * Where cards stand follows from the log, so that who knows how it was at some place of the log need only read what came
 * behind it. Not so where a deck comes or goes, or states are worked out anew by another model or mended: whoever does that
 * says so here, in its transaction.
 */
import { positionKey, positionRow } from "./local.ts";
import type { Reading, Writing } from "./transaction.ts";

const KEY = "unlogged";

/** Another one after each such change; null where there was none yet. */
export async function lastUnlogged(transaction: Reading): Promise<string | null> {
  const value = (await transaction.objectStore("local").get(KEY))?.value;
  return typeof value === "string" ? value : null;
}

/** How far the states are worked out anew by another model; see `refoldStates`. */
export const REFOLD = "refold";

/** How far the states of a model have come: up to this card, or all of them. */
export interface Refolded {
  readonly model: string;
  readonly after: string;
  readonly done: boolean;
}

export const notRefolded = (model: string): Refolded => ({ model, after: "", done: false });

/** The model by which states were worked out last; null where nothing says so. */
async function lastModel(transaction: Reading): Promise<string | null> {
  const value = (await transaction.objectStore("local").get(positionKey(REFOLD)))?.value;
  const { model } = (value ?? {}) as Partial<Refolded>;
  return typeof model === "string" ? model : null;
}

/** Of a model where nothing says yet by which one states were worked out: what is known later on is no change. */
export async function noteFirstModel(transaction: Writing, model: string): Promise<void> {
  if ((await lastModel(transaction)) === null) await putNotRefolded(transaction, model);
}

/**
 * Of states that were written by these models. Where one is another than that by which states are worked out, all are looked at
 * again: else such a state would stay behind, since its turn may have come already. Which one is in force nobody has to ask.
 */
export async function noteModels(transaction: Writing, models: readonly string[]): Promise<void> {
  const last = await lastModel(transaction);
  if (last !== null && models.some((model) => model !== last)) await putNotRefolded(transaction, last);
}

/** Has all states looked at again, by the same model. */
export async function noteNotRefolded(transaction: Writing): Promise<void> {
  const model = await lastModel(transaction);
  if (model !== null) await putNotRefolded(transaction, model);
}

const putNotRefolded = (transaction: Writing, model: string): Promise<unknown> =>
  transaction.objectStore("local").put(positionRow(REFOLD, notRefolded(model)));

/**
 * What an older version changes as well, which says nothing here: which decks there are since when, and the model by which
 * states were worked out last.
 */
export async function madeOf(transaction: Reading): Promise<string> {
  const [decks, model] = await Promise.all([transaction.objectStore("decks").getAll(), lastModel(transaction)]);
  return JSON.stringify([decks.map(({ id, version, installedAtMs }) => [id, version, installedAtMs]), model]);
}

/** By chance, so that no other database ever says the same. */
export async function noteUnlogged(transaction: Writing): Promise<string> {
  const value = crypto.randomUUID();
  await transaction.objectStore("local").put({ key: KEY, value });
  return value;
}
