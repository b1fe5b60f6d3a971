/** Everything of the decks and cards that is here, in pieces that no page has to hold its breath for. */
import type { CardContent, Entity, Fact, Reference } from "../../core/deck/deck.ts";
import { withWording } from "../../core/deck/wording.ts";
import type { CardId, DeckId, FactId, ReferenceId } from "../../core/ids.ts";
import { idsOf } from "../database/key-ranges.ts";
import { readablePieces } from "../database/readable.ts";
import type { StateRow } from "../database/schema.ts";
import type { Database } from "../opening/open.ts";
import { type Own, type OwnOf, readAllOwn, readOwn } from "../settings/own.ts";
import { offBy, readSwitches } from "../settings/switches.ts";

/** Read and copied in some ten milliseconds. */
const AT_ONCE = 1000;

/** Where a card stands, and whether its chapter or its deck is switched off. */
export type PlacedRow = StateRow & { readonly off: boolean };

/** Tells whether cards are switched off, as the switches stand now. */
export async function switchedOff(db: Database): Promise<(row: Pick<StateRow, "deck" | "chapter">) => boolean> {
  const [decks, switches] = await Promise.all([db.getAll("decks"), readSwitches(db)]);
  return offBy(decks, switches);
}

/** Where every card stands, also those that are retired or switched off, in the order of their ids. One that cannot be read is left out. */
export async function* statesInPieces(db: Database): AsyncGenerator<readonly PlacedRow[]> {
  const isOff = await switchedOff(db);
  for await (const rows of stateRowsInPieces(db)) yield rows.flatMap((row) => (row ? { ...row, off: isOff(row) } : []));
}

/** The same for who asks for no switch; undefined for one that cannot be read. */
export const stateRowsInPieces = (db: Database): AsyncGenerator<readonly (StateRow | undefined)[]> =>
  readablePieces<CardId, StateRow>(() => db.transaction("states"), AT_ONCE);

/** Whether its deck still has a card, and it is neither switched off nor suspended. */
export const isOn = ({ retired, state, off }: Pick<PlacedRow, "retired" | "state" | "off">): boolean =>
  !retired && !state.suspended && !off;

/** Where every card stands that is on. */
export async function* statesOnInPieces(db: Database): AsyncGenerator<readonly PlacedRow[]> {
  for await (const rows of statesInPieces(db)) yield rows.filter(isOn);
}

/** What every card says as the deck has it, in the order of their ids. */
export async function* contentsInPieces(db: Database): AsyncGenerator<readonly CardContent[]> {
  for (let after: CardId | null = null; ; ) {
    const range: IDBKeyRange | null = after === null ? null : IDBKeyRange.lowerBound(after, true);
    const rows: CardContent[] = await db.getAll("contents", range, AT_ONCE);
    yield rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < AT_ONCE) return;
  }
}

/** The facts of a deck, in its order. */
export async function readFacts(db: Database, deck: DeckId): Promise<readonly Fact[]> {
  const found: { readonly place: number; readonly fact: Fact }[] = [];
  for (let after = ""; ; ) {
    const range = IDBKeyRange.bound([deck, "facts", after], [deck, "facts", "\uffff"], true);
    const rows = await db.getAll("parts", range, AT_ONCE);
    for (const row of rows) if (row.part === "facts") found.push({ place: row.place, fact: row.item });
    after = rows.at(-1)?.id ?? after;
    if (rows.length < AT_ONCE) return found.sort((a, b) => a.place - b.place).map(({ fact }) => fact);
  }
}

/** All that the facts of a deck can speak of. */
export async function readEntities(db: Database, deck: DeckId): Promise<readonly Entity[]> {
  const rows = await db.getAll("parts", IDBKeyRange.bound([deck, "entities", ""], [deck, "entities", "\uffff"]));
  return rows.flatMap((row) => (row.part === "entities" ? [row.item] : []));
}

/** A card where it stands, and what it says: to the learner, and as the deck has it. */
export interface FoundCard {
  readonly row: StateRow;
  readonly content: CardContent;
  readonly deckContent: CardContent;
  readonly own: Own;
}

/** Some cards in the order in which they are asked for; those that are gone are left out. */
export async function readCards(db: Database, ids: readonly CardId[]): Promise<readonly FoundCard[]> {
  const transaction = db.transaction(["states", "contents", "registers"], "readonly");
  const found = await Promise.all(
    ids.map(async (id) => {
      const [row, deckContent] = await Promise.all([
        transaction.objectStore("states").get(id),
        transaction.objectStore("contents").get(id),
      ]);
      if (!row || !deckContent) return [];
      const own = await readOwn(transaction.objectStore("registers"), row);
      return [{ row, content: withWording(deckContent, own.wording), deckContent, own }];
    }),
  );
  return found.flat();
}

/** What is the learner's own of every card. */
export const ownOfAll = (db: Database): Promise<OwnOf> => readAllOwn(db.transaction("registers").store);

/** A fact of a deck; undefined where the deck says nothing of it. */
export async function readFact(db: Database, deck: DeckId, id: FactId): Promise<Fact | undefined> {
  const row = await db.get("parts", [deck, "facts", id]);
  return row?.part === "facts" ? row.item : undefined;
}

/** Those works of a deck that are there, in the order in which they are asked for. */
export async function readReferences(
  db: Database,
  deck: DeckId,
  ids: readonly ReferenceId[],
): Promise<readonly Reference[]> {
  const rows = await Promise.all(ids.map((id) => db.get("parts", [deck, "references", id])));
  return rows.flatMap((row) => (row?.part === "references" ? [row.item] : []));
}

/** The other cards of a card's fact that are in its deck. */
export async function siblingIds(db: Database, { id, fact }: Pick<StateRow, "id" | "fact">): Promise<CardId[]> {
  const rows = await db.getAll("states", idsOf(fact));
  return rows.filter((row) => row.id !== id && !row.retired).map((row) => row.id);
}
