import type { CardEntry } from "../../core/card.ts";
import type { Wording } from "../../core/deck/wording.ts";
import type { EventId } from "../../core/ids.ts";
import type { RegisterEvent } from "../../core/log/kinds.ts";
import { type Maker, makeEdit, makeMark } from "../../core/log/make-event.ts";
import { same } from "../../core/same.ts";
import type { Database, RegisterRow } from "../database/schema.ts";
import { setRegisters } from "../log/registers.ts";
import { isLater, lastOf, namesOf, type OwnKind } from "./own.ts";

/** What stands where nothing was ever said. */
const NOTHING = { edit: null, mark: false } as const;

/** The card as it stood when it was shown. */
type Subject = Pick<CardEntry, "id" | "formerIds" | "state">;

/**
 * Keeps a learner's wording of a card.
 * @param wording null takes the deck's own again
 * @returns the event that says so; null where it stood there already
 */
export const setWording = (
  db: Database,
  card: Subject,
  wording: Wording | null,
  maker: () => Maker,
): Promise<EventId | null> =>
  setOfCard(db, "edit", card, wording, (subject, held) => makeEdit(subject, wording, held, maker()));

/** Gives a card a star, or takes it away. @returns as `setWording` */
export const setMark = (db: Database, card: Subject, value: boolean, maker: () => Maker): Promise<EventId | null> =>
  setOfCard(db, "mark", card, value, (subject, held) => makeMark(subject, value, held, maker()));

/**
 * One event, under the card's id. Where what counts was said under an id that the card had before, and is dated so far ahead
 * that it would come after what is said now, it is replaced there.
 */
async function setOfCard(
  db: Database,
  kind: OwnKind,
  card: Subject,
  value: RegisterEvent["value"],
  make: (subject: Pick<Subject, "id" | "state">, held: RegisterRow | null) => RegisterEvent,
): Promise<EventId | null> {
  let made: EventId | null = null;
  await setRegisters(db, namesOf(kind, card), (rows) => {
    const held = lastOf(rows.values());
    if (same(held?.value ?? NOTHING[kind], value)) return [];
    const event = make(card, held);
    const isAhead = held !== null && isLater(held, event);
    const former = isAhead ? card.formerIds.find((id) => id === held.key) : undefined;
    const written = former === undefined ? event : make({ ...card, id: former }, held);
    made = written.id;
    return [written];
  });
  return made;
}
