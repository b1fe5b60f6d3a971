/** Stars, which Anki keeps as a tag of the note. */
import type { CardId, EventId } from "../../core/ids.ts";
import { makeEventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import type { MarkEvent } from "../../core/log/kinds.ts";
import { heldRegisters } from "../../core/log/register.ts";
import { withoutTakenBackWholes } from "../../core/log/taken-back.ts";
import { nowAt } from "../../core/time/now.ts";
import { cardsByAnyId, logsByCard } from "../study-data.ts";
import type { ImportData } from "./events-from-anki.ts";
import { idBytesOf } from "./id-bytes.ts";
import type { FoundMark } from "./read-reviews.ts";

/**
 * The stars that were given in Anki, as events; each card that has one here is left as it is. A star that is missing there
 * takes none away here: nobody can say whether it was taken away there, or given here since. What was said of the card's
 * star here later than its note was changed there comes before.
 */
export function marksFromAnki(found: readonly FoundMark[], data: ImportData): readonly MarkEvent[] {
  if (found.length === 0) return [];
  const logs = logsByCard(data.cards, data.events);
  const cards = cardsByAnyId(data.cards);
  const news = new Map<CardId, MarkEvent>();
  for (const mark of found) {
    const card = cards.get(mark.card)?.id;
    if (card === undefined || news.has(card)) continue;
    const atMs = Math.min(mark.atMs, Math.floor(data.now.nowMs));
    const { isMarked, lastMs } = saidOf(withoutTakenBackWholes(logs.get(card) ?? []));
    if (isMarked || lastMs >= atMs) continue;
    const { offsetMinutes, today } = nowAt(atMs, data.now.offsetAt, data.now.rolloverHour);
    const said = {
      ...({ kind: "mark", card, atMs, offsetMinutes, studyDay: today } as const),
      ...({ key: card, value: true, surface: "import", device: data.device } as const),
    };
    // As for reviews: what another machine takes back with its package is another event.
    news.set(card, { ...said, id: makeEventId(atMs, idBytesOf(`anki-mark:${JSON.stringify(said)}`)) });
  }
  return [...news.values()];
}

/** Whether a card has a star, and when something was said of that last. */
function saidOf(log: readonly Envelope[]): { readonly isMarked: boolean; readonly lastMs: number } {
  const marks = new Set<EventId>(log.filter((event) => isOfKind(event, "mark")).map(({ id }) => id));
  const about = log.filter((event) => marks.has(event.id) || (isOfKind(event, "undo") && marks.has(event.undoes)));
  const held = [...heldRegisters(about).values()].sort((a, b) => a.atMs - b.atMs).at(-1);
  return { isMarked: held?.value === true, lastMs: about.reduce((last, { atMs }) => Math.max(last, atMs), -1) };
}
