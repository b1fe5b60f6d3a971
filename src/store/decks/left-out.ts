/** What the decks say of the statements that they leave out, and the works that they cite for it. */
import type { Deck, Reference, Treatment } from "../../core/deck/deck.ts";
import type { DeckRow, PartRow } from "../database/schema.ts";
import type { Database } from "../opening/open.ts";

export interface LeftOut extends Pick<Deck, "id" | "title" | "language" | "provenance"> {
  readonly treatments: readonly Treatment[];
  /** Those that the treatments cite, and others. */
  readonly references: readonly Reference[];
}

/** Of each deck, in one transaction. */
export async function readLeftOut(db: Database): Promise<readonly LeftOut[]> {
  const transaction = db.transaction(["decks", "parts"], "readonly");
  const parts = transaction.objectStore("parts");
  const rows = await transaction.objectStore("decks").getAll();
  const decks = await Promise.all(
    rows.map(async (row) => {
      const list = (name: "treatments" | "references") =>
        parts.getAll(IDBKeyRange.bound([row.id, name, ""], [row.id, name, "\uffff"]));
      return leftOutOf(row, [...(await list("treatments")), ...(await list("references"))]);
    }),
  );
  await transaction.done;
  return decks;
}

function leftOutOf({ id, title, language, provenance }: DeckRow, parts: readonly PartRow[]): LeftOut {
  // Their ids are their places as text, which sorts 10 before 2.
  const inPlace = [...parts].sort((a, b) => a.place - b.place);
  return {
    id,
    title,
    language,
    provenance,
    treatments: inPlace.flatMap((row) => (row.part === "treatments" ? [row.item] : [])),
    references: inPlace.flatMap((row) => (row.part === "references" ? [row.item] : [])),
  };
}
