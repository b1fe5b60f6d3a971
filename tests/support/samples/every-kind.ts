/** One example of each kind of event, for tests that try them all. The types ask for one of a kind that is added. */
import type { CardId, DeckId, EventId, FactId } from "../../../src/core/ids.ts";
import { KINDS, type OsteonEvent } from "../../../src/core/log/kinds.ts";
import type { StudyDay } from "../../../src/core/time/study-day.ts";

/** What the examples are about. */
export interface About {
  readonly card: CardId;
  /** An event of that card, which those name that name one. */
  readonly named: EventId;
  /** The study day that those name that name one. */
  readonly day: StudyDay;
  readonly shiftDays?: number;
}

/** What an event of each kind has beside its envelope; see `cardOf` for its card. */
export const fieldsOfEachKind = ({ card, named, day, shiftDays = 9 }: About) => {
  const next = { dueDay: day, dueAtMs: null };
  const fact = card.slice(0, card.lastIndexOf("/")) as FactId;
  const deck = card.split("/")[0] as DeckId;
  return {
    review: { rating: 3, phase: "new", factRevision: 1, durationMs: 68, surface: "popup", next },
    undo: { undoes: named },
    reset: { surface: "osteon" },
    due: { dueDay: day },
    "clock-correction": { moved: [named], shiftDays, newest: named, next },
    setting: { key: "newPerDay", value: 5 },
    seen: { key: "term/deck/wnt", value: true },
    met: { fact, key: fact, value: true },
    suspend: { value: true },
    bury: { untilDay: day },
    edit: { key: card, value: { question: "Which *one*?", answer: null, note: "" } },
    mark: { key: card, value: true },
    plan: { key: "pause", value: day },
    switch: { deck, key: deck, value: false },
  } as const satisfies Record<OsteonEvent["kind"], object>;
};

export type Fields = ReturnType<typeof fieldsOfEachKind>;
export type KindOfExample = keyof Fields;
export const KINDS_OF_EXAMPLES = [...KINDS.keys()] as KindOfExample[];

/** The card in the envelope of an event of this kind: none where it concerns something else; undos are of any. */
export const cardOf = (kind: string, card: CardId): { readonly card?: CardId } =>
  ["card", "any"].includes(KINDS.get(kind)?.concerns ?? "any") ? { card } : {};
