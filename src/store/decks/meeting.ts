/** What is to be read of a fact before its first question. */
import type { CardEntry } from "../../core/card.ts";
import type { Fact } from "../../core/deck/deck.ts";
import type { Drawing } from "../../core/deck/drawing.ts";
import type { CardId, DeckId, FactId } from "../../core/ids.ts";
import { registerName } from "../../core/log/register-name.ts";
import { isToBeMet, type Meeting } from "../../core/plan/meeting.ts";
import { idsOf } from "../database/key-ranges.ts";
import { readableById } from "../database/readable.ts";
import type { DeckPart, PartRow, StateRow } from "../database/schema.ts";
import type { ReadingStore } from "../database/transaction.ts";

interface Stores {
  readonly parts: { readonly get: (key: [DeckId, DeckPart, string]) => Promise<PartRow | undefined> };
  readonly registers: { readonly getKey: (name: string) => Promise<string | undefined> };
  readonly states: Pick<ReadingStore<"states">, "get" | "getAll" | "getAllKeys">;
}

/** Whether the log says that a fact was met, and what is shown of it where it is still to be. */
export interface MeetingState {
  readonly isMet: boolean;
  readonly meeting: Meeting | null;
}

const NO_MEETING: MeetingState = { isMet: false, meeting: null };

/**
 * Only a new card is asked about: whoever has answered one of the fact's cards knows it.
 * @param reading the row of the card's fact
 */
export async function readMeeting(
  stores: Stores,
  { deck, fact, state }: CardEntry,
  reading: Promise<PartRow | undefined>,
): Promise<MeetingState> {
  if (state.reviews > 0) return NO_MEETING;
  const [found, held] = await Promise.all([
    reading.then(factIn),
    stores.registers.getKey(registerName({ kind: "met", key: fact })),
  ]);
  const isMet = held !== undefined;
  if (!found?.metFirst || isMet) return { isMet, meeting: null };
  const { rows } = await readableById<CardId, StateRow>(stores.states, idsOf(fact));
  const cards = rows.filter((row) => row !== undefined);
  if (!isToBeMet(found, cards, isMet)) return NO_MEETING;
  const [because, drawing] = await Promise.all([
    Promise.all(found.because.map((id) => factPart(stores, deck, id))),
    found.drawing === null ? null : drawingPart(stores, deck, found.drawing),
  ]);
  return { isMet, meeting: { fact: found, because: because.filter((one) => one !== null), drawing } };
}

const factIn = (row: PartRow | undefined): Fact | null => (row?.part === "facts" ? row.item : null);

const factPart = async ({ parts }: Stores, deck: DeckId, id: FactId): Promise<Fact | null> =>
  factIn(await parts.get([deck, "facts", id]));

async function drawingPart({ parts }: Stores, deck: DeckId, id: string): Promise<Drawing | null> {
  const row = await parts.get([deck, "drawings", id]);
  return row?.part === "drawings" ? row.item : null;
}
