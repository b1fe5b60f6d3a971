import { DAY_MS } from "../time/study-day.ts";
import { type Check, matching, optional, text, whole } from "./fields.ts";

/**
 * The year 3000. An event id can name times until 5188, so there is room for whatever must be stamped later than the
 * latest event that is accepted.
 */
export const LATEST_MS = Date.UTC(3000, 0, 1);
/** Study days of the same span, with room for the zones on either side. */
export const LATEST_DAY = Math.ceil(LATEST_MS / DAY_MS) + 1;
/** Longer ids of cards, facts and decks are refused. */
export const LONGEST_ID = 300;

export const atMs: Check = whole(0, LATEST_MS);
export const studyDay: Check = whole(-1, LATEST_DAY);
export const eventId: Check = matching(/^[0-9a-z]{9}-[0-9a-v]{16}$/, "an event's id");
const deviceId: Check = matching(/^[0-9a-v]{16}$/, "a device's id");
export const thingId: Check = text(LONGEST_ID);

export const ENVELOPE_FIELDS: Readonly<Record<string, Check>> = {
  id: eventId,
  device: deviceId,
  kind: text(60),
  atMs,
  // No zone on earth is further from UTC than 14 hours; 24 leaves room for what politics may bring.
  offsetMinutes: whole(-1440, 1440),
  studyDay,
  card: optional(thingId),
  fact: optional(thingId),
  deck: optional(thingId),
};
