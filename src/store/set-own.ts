import type { CardEntry } from "../core/card.ts";
import type { Wording } from "../core/deck/wording.ts";
import type { EventId } from "../core/ids.ts";
import type { RegisterEvent } from "../core/log/kinds.ts";
import { type Maker, makeEdit, makeMark } from "../core/log/make-event.ts";
import { registerName } from "../core/log/register-name.ts";
import { same } from "../core/same.ts";
import { setRegisters } from "./registers.ts";
import type { Database, RegisterRow } from "./schema.ts";

/** The card as it stood when it was shown. */
type Subject = Pick<CardEntry, "id" | "state">;

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
  setOfCard(db, registerName({ kind: "edit", key: card.id }), wording, (held) =>
    makeEdit(card, wording, held, maker()),
  );

/** Gives a card a star, or takes it away. @returns as `setWording` */
export const setMark = (db: Database, card: Subject, value: boolean, maker: () => Maker): Promise<EventId | null> =>
  setOfCard(db, registerName({ kind: "mark", key: card.id }), value, (held) => makeMark(card, value, held, maker()));

async function setOfCard(
  db: Database,
  name: string,
  value: RegisterEvent["value"],
  make: (held: RegisterRow | null) => RegisterEvent,
): Promise<EventId | null> {
  let made: EventId | null = null;
  await setRegisters(db, [name], (rows) => {
    const held = rows.get(name) ?? null;
    // Where nothing is held something may stand under an id that the card had before, which this is to replace.
    if (held !== null && same(held.value, value)) return [];
    const event = make(held);
    made = event.id;
    return [event];
  });
  return made;
}
