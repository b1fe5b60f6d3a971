import { KNOWN_PHASE, type KnownShare } from "../../core/plan/offer.ts";
import type { DeckRow } from "../database/schema.ts";
import type { ReadingStore } from "../database/transaction.ts";

/**
 * How far chapters of a deck have come: counted by the database, which reads no card for it. Chromium counts the keys one by
 * one all the same, some ten thousand in a tenth of a second, so that no first frame waits for it.
 */
export async function readChapterProgress(
  states: Pick<ReadingStore<"states">, "index">,
  { id: deck }: Pick<DeckRow, "id">,
  chapters: Iterable<string>,
): Promise<ReadonlyMap<string, KnownShare>> {
  const byPhase = states.index("phase");
  return new Map(
    await Promise.all(
      [...chapters].map(async (chapter) => {
        const [cards, known] = await Promise.all([
          byPhase.count(IDBKeyRange.bound([deck, chapter], [deck, chapter, []])),
          byPhase.count(IDBKeyRange.only([deck, chapter, KNOWN_PHASE])),
        ]);
        return [chapter, { cards, known }] as const;
      }),
    ),
  );
}
