/** Ranges of keys that begin alike. */
import type { DeckId, FactId } from "../../core/ids.ts";

const below = (name: string): IDBKeyRange => IDBKeyRange.bound(`${name}/`, `${name}/\uffff`);

/** The ids of all cards of a deck: they begin with the deck's and a slash. */
export const cardIdsOf = (deck: DeckId): IDBKeyRange => below(deck);

/** The ids of all cards of a fact: they are the fact's and their template. */
export const idsOf = (fact: FactId): IDBKeyRange => below(fact);

/** The registers of one kind. */
export const registersOf = (kind: string): IDBKeyRange => below(kind);
