/** Under which card events count, whatever ids it had, and what of its log counts. */
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { type DayEntry, dayEntries } from "../../core/stats/day-entry.ts";
import { readableAt, readableUnder } from "../database/readable.ts";
import type { StateRow } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import type { EventsOf } from "../log/log.ts";

/** The card under which events are counted, and all ids whose events are its own. */
export interface Counted {
  readonly card: CardId;
  readonly ids: readonly CardId[];
  /** Whether a deck has the card, so that it counts where it stands. */
  readonly inDeck: boolean;
}

/**
 * The card that an id counts under: the one in a deck that has the id or had it once, else the id alone. So each event
 * counts once, also those of a card that was renamed, and those of a deck that is no longer here.
 * @param known rows that were read already
 */
export async function countedUnder(
  transaction: Reading,
  id: CardId,
  known?: ReadonlyMap<CardId, StateRow>,
): Promise<Counted> {
  const owner = await ownerOf(transaction, id, known);
  if (!owner) return { card: id, ids: [id], inDeck: false };
  const owners = await Promise.all(owner.formerIds.map((former) => ownerOf(transaction, former)));
  const formerIds = owner.formerIds.filter((_, i) => owners[i]?.id === owner.id);
  return { card: owner.id, ids: [owner.id, ...formerIds], inDeck: true };
}

async function ownerOf(
  transaction: Reading,
  id: CardId,
  known?: ReadonlyMap<CardId, StateRow>,
): Promise<StateRow | undefined> {
  const states = transaction.objectStore("states");
  const row = known?.get(id) ?? (await readableAt(states, id));
  if (row && !row.retired) return row;
  const successors = await readableUnder(states.index("former"), id);
  return successors.find(({ retired }) => !retired);
}

/** The cards that several ids count under, each once. */
export async function countedUnderAny(
  transaction: Reading,
  ids: Iterable<CardId>,
  known?: ReadonlyMap<CardId, StateRow>,
): Promise<Counted[]> {
  const all = await Promise.all([...ids].map((id) => countedUnder(transaction, id, known)));
  return [...new Map(all.map((one) => [one.card, one])).values()];
}

/** A card, with all events that count under it. */
export interface CountedLog extends Pick<Counted, "card" | "inDeck"> {
  readonly events: readonly Envelope[];
}

/** The logs of some cards, for who works on them once no transaction is open. */
export const logsOf = (cards: readonly Counted[], eventsOf: EventsOf): Promise<readonly CountedLog[]> =>
  Promise.all(
    cards.map(async ({ card, ids, inDeck }) => ({
      card,
      inDeck,
      events: (await Promise.all(ids.map(eventsOf))).flat(),
    })),
  );

export type CountedEntries = ReadonlyMap<CardId, readonly DayEntry[]>;

/** What of these counts, by card. */
export const entriesIn = (logs: readonly CountedLog[]): CountedEntries =>
  new Map(logs.map(({ card, inDeck, events }) => [card, dayEntries(events, inDeck)]));

/** What of the logs of some cards counts, by card. */
export const entriesOf = async (cards: readonly Counted[], eventsOf: EventsOf): Promise<CountedEntries> =>
  entriesIn(await logsOf(cards, eventsOf));
