/**
 * Files of this profile that are torn. What can still be unpacked of one comes into the database. In the own record its bytes stay
 * under another name, which nobody reads: a later version may make more of them, and there they hinder nothing.
 */
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import type { Place } from "../../core/log/place.ts";
import type { Database } from "../../store/opening/open.ts";
import { lackingAmong, type TakenIn, takeIn } from "../take-in/take-in.ts";
import { underNoOtherId } from "../take-in/under-other-id.ts";
import type { Unpacked } from "./events-file.ts";
import { writeVerified } from "./write-verified.ts";

const asideName = (name: string): string => `torn-${name}`;

/**
 * Gives the database what it lacks of a torn file. To be called once all whole files were taken in: what these say of an event
 * counts, since a bit that was turned over may have changed one of a torn file.
 */
export async function takeInTorn(db: Database, { events }: Unpacked): Promise<Omit<TakenIn, "complete">> {
  const { lacking, unreadable } = await lackingAmong(db, events, false);
  return takeIn(db, [...(await underNoOtherId(db, lacking, identityOf)), ...unreadable]);
}

/** Nobody does the same to a card twice within a millisecond, so it is the id that was changed. What is undone as one is many things. */
const identityOf = (event: Envelope): string =>
  [event.kind, event.atMs, ...(isOfKind(event, "undo") ? [event.undoes] : [])].join(" ");

/**
 * A file whose bytes cannot be had just now stays as it is, and so does one for which there is no room under the other name.
 * @returns whether it is gone from its own
 */
export async function setAside(place: Place, name: string): Promise<boolean> {
  const bytes = await place.read(name);
  if (!bytes || bytes.length === 0) return false;
  try {
    await writeVerified(place, asideName(name), bytes);
  } catch (error) {
    console.error(`${name} is torn, and stays where it is:`, error);
    return false;
  }
  await place.remove(name);
  return true;
}
