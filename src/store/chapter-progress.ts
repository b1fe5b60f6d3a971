import { KNOWN_PHASE, type Progress } from "../core/plan/offer.ts";
import type { DeckRow } from "./schema.ts";
import type { ReadingStore } from "./transaction.ts";

/** How far each chapter of a deck has come: counted by the database, which reads no card for it. */
export async function readChapterProgress(
  states: Pick<ReadingStore<"states">, "index">,
  { id: deck, chapters }: Pick<DeckRow, "id" | "chapters">,
): Promise<ReadonlyMap<string, Progress>> {
  const byPhase = states.index("phase");
  return new Map(
    await Promise.all(
      chapters.map(async ({ id: chapter }) => {
        const [cards, known] = await Promise.all([
          byPhase.count(IDBKeyRange.bound([deck, chapter], [deck, chapter, []])),
          byPhase.count(IDBKeyRange.only([deck, chapter, KNOWN_PHASE])),
        ]);
        return [chapter, { cards, known }] as const;
      }),
    ),
  );
}
