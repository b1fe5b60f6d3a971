import { idsOf } from "../database/key-ranges.ts";
import type { Database, StateRow } from "../database/schema.ts";
import { type ChapterKey, isAmong } from "../settings/switches.ts";

/**
 * A card that sets the fact of another card beside the one that it is mixed up with; null where there is none, or where it
 * cannot be asked yet.
 * @param on the chapters that ask something
 */
export async function readContrast(
  db: Database,
  { id, fact }: Pick<StateRow, "id" | "fact">,
  on: readonly ChapterKey[],
): Promise<StateRow | null> {
  const transaction = db.transaction(["states", "contents"], "readonly");
  const [states, contents] = [transaction.objectStore("states"), transaction.objectStore("contents")];
  // It stands under one fact of the pair, and waits for both.
  const found = await Promise.all([states.getAll(idsOf(fact)), states.index("unlockedBy").getAll(fact)]);
  for (const row of found.flat()) {
    const isAsked = row.queue !== undefined && isAmong(on, row);
    if (isAsked && row.id !== id && (await contents.get(row.id))?.type === "contrast") return row;
  }
  return null;
}
