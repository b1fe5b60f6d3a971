/**
 * An event whose id was damaged where it is kept, as by one bit that flipped, looks like a second event. Most such ids are refused,
 * since they must name the time of their event; here it is about the random digits behind that.
 */
import { grouped } from "../grouped.ts";
import type { EventId } from "../ids.ts";
import { same } from "../same.ts";
import type { Envelope } from "./envelope.ts";

/** Of an id: those of the time, and the hyphen. */
const DIGITS_OF_TIME = 10;

/**
 * Whether two events are one, of which one has a damaged id: all that they say is the same, to the millisecond, and their ids differ
 * in one digit. Nobody makes two such: the events of a card have times of their own on a device, the ids of what came from Anki
 * follow from what it says, and of many that are made as one each concerns something else.
 */
export const isSameUnderDamagedId = (one: Envelope, other: Envelope): boolean =>
  differInOneDigit(one.id, other.id) && same({ ...one, id: other.id }, other);

function differInOneDigit(one: EventId, other: EventId): boolean {
  if (one.length !== other.length) return false;
  let differing = 0;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) differing++;
  return differing === 1;
}

/**
 * The ids under which events look like others, which stand in other copies whole. Where any copy holds both, both are there: no copy
 * holds an event twice.
 * @param copies of one log, the most certain first: of two ids the one is damaged that the less certain copy has
 */
export function damagedIds(copies: readonly (readonly Envelope[])[]): ReadonlySet<EventId> {
  /** In which copies an id stands, one bit for each; the first of them is the most certain. */
  const places = new Map<EventId, number>();
  for (const [i, events] of copies.entries())
    for (const { id } of events) places.set(id, (places.get(id) ?? 0) | (1 << i));
  const everywhere = copies.reduce((bits, events, i) => (events.length > 0 ? bits | (1 << i) : bits), 0);
  const met = new Set<EventId>();
  // One that every copy holds has no other of which it could be a damaged copy.
  const some = copies.flat().filter(({ id }) => places.get(id) !== everywhere && !met.has(id) && met.add(id));
  const damaged = new Set<EventId>();
  for (const ofMoment of grouped(some, ({ atMs }) => atMs).values()) {
    if (ofMoment.length < 2) continue;
    for (const [one, other] of alikePairs(ofMoment)) {
      const [a, b] = [places.get(one.id) ?? 0, places.get(other.id) ?? 0];
      if ((a & b) !== 0 || !isSameUnderDamagedId(one, other)) continue;
      damaged.add(lowestBit(a) < lowestBit(b) ? other.id : one.id);
    }
  }
  return damaged;
}

const lowestBit = (bits: number): number => bits & -bits;

/** Those whose ids differ in one digit. Of many events of one moment not each is held against each. */
function* alikePairs(events: readonly Envelope[]): Generator<readonly [Envelope, Envelope]> {
  const seen = new Map<string, Envelope[]>();
  for (const event of events) {
    for (let i = DIGITS_OF_TIME; i < event.id.length; i++) {
      const others = `${event.id.slice(0, i)}*${event.id.slice(i + 1)}`;
      const before = seen.get(others);
      if (!before) seen.set(others, [event]);
      else {
        for (const one of before) yield [one, event];
        before.push(event);
      }
    }
  }
}
