/**
 * Reviews and resets of a file that are here already under another id, as by an import from Anki on another machine. They come in and
 * change nothing: each counts once.
 */
import { grouped } from "../../core/grouped.ts";
import type { EventId } from "../../core/ids.ts";
import { duplicateImports, isImported } from "../../core/log/duplicate-imports.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard, isOfKind } from "../../core/log/event.ts";
import type { CardOf } from "./counting.ts";

const travels = (event: Envelope): boolean => isOfKind(event, "review") || isOfKind(event, "reset");

/**
 * Those of the new events that will count as others do, be these here or among the new events.
 * @param here the log that they come into
 * @param news what the file brings that is not here
 * @param made events that are made here to bring the file in
 */
export function twinsAmong(
  here: readonly Envelope[],
  news: readonly Envelope[],
  made: readonly Envelope[],
  cardOf: CardOf,
): ReadonlySet<EventId> {
  const twins = new Set<EventId>();
  const comingTo = grouped(news.filter(concernsCard).filter(travels), ({ card }) => cardOf(card));
  if (comingTo.size === 0 || !(news.some(isImported) || here.some(isImported))) return twins;
  const both = [...here, ...news, ...made].filter(concernsCard);
  const logs = grouped(
    both.filter(({ card }) => comingTo.has(cardOf(card))),
    ({ card }) => cardOf(card),
  );
  const coming = new Set(news);
  for (const [card, log] of logs) {
    const twice = duplicateImports(log);
    if (twice.size === 0) continue;
    const rootOf = ({ id }: Envelope): EventId => twice.get(id)?.id ?? id;
    const met = new Set(log.filter((event) => travels(event) && !coming.has(event)).map(rootOf));
    for (const event of comingTo.get(card) ?? []) if (met.size === met.add(rootOf(event)).size) twins.add(event.id);
  }
  return twins;
}
