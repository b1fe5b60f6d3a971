/** What a learner has set for single cards, and would stand otherwise: a replacement says it before it takes anything back. */
import { grouped } from "../../core/grouped.ts";
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { concernsCard, isOfKind } from "../../core/log/event.ts";
import type { Transitions } from "../../core/log/event-kind.ts";
import { foldCard } from "../../core/log/fold.ts";
import { heldRegisters } from "../../core/log/register.ts";
import { isPutOff } from "../../core/memory/put-off.ts";
import { same } from "../../core/same.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { CardOf } from "./counting.ts";
import type { SetForCards } from "./file-changes.ts";

/** What stands in a log, by card: of what counts as set alone. No star, and the wording of the deck, are nothing that is set. */
type Standing = { readonly [what in keyof SetForCards]: ReadonlyMap<string, unknown> };

/** How a log is read. */
interface Reading {
  readonly cardOf: CardOf;
  readonly scheduler: Transitions;
  readonly today: StudyDay;
}

/**
 * How many cards have something that stands here and would stand no longer, or otherwise; and how many would have something again
 * that does not stand here. Cards, and not entries: a star that was given and taken away again is nothing to lose.
 * @param added the events here with those that are brought: what these alone would set comes not by the replacement
 * @param after the same with all that a replacement adds
 */
export function changedForCards(
  here: readonly Envelope[],
  added: readonly Envelope[],
  after: readonly Envelope[],
  reading: Reading,
): { readonly ending: SetForCards; readonly returning: SetForCards } {
  const [now, without, then] = [here, added, after].map((events) => standingIn(events, reading)) as [
    Standing,
    Standing,
    Standing,
  ];
  const count = (what: (of: keyof SetForCards) => number): SetForCards => ({
    suspended: what("suspended"),
    putOff: what("putOff"),
    stars: what("stars"),
    wordings: what("wordings"),
  });
  return {
    ending: count((of) => [...now[of]].filter(([name, value]) => !same(value, then[of].get(name))).length),
    returning: count(
      (of) => [...then[of].keys()].filter((name) => !now[of].has(name) && !without[of].has(name)).length,
    ),
  };
}

function standingIn(events: readonly Envelope[], { cardOf, scheduler, today }: Reading): Standing {
  const held = heldRegisters(events.filter((event) => isOwn(event) || isOfKind(event, "undo")));
  const ofKind = (kind: "mark" | "edit") =>
    new Map([...held].flatMap(([name, event]) => (event.kind === kind && event.value ? [[name, event.value]] : [])));
  const [suspended, putOff] = [new Map<CardId, true>(), new Map<CardId, true>()];
  // Read off the states: a reset calls a card back as well.
  for (const [card, log] of logsOf(events, cardOf)) {
    const state = foldCard(log, scheduler);
    if (state.suspended) suspended.set(card, true);
    if (isPutOff(state, today)) putOff.set(card, true);
  }
  return { suspended, putOff, stars: ofKind("mark"), wordings: ofKind("edit") };
}

const isOwn = (event: Envelope): boolean => isOfKind(event, "mark") || isOfKind(event, "edit");

/** The logs of those cards alone that were ever set aside. */
function logsOf(events: readonly Envelope[], cardOf: CardOf): ReadonlyMap<CardId, readonly Envelope[]> {
  const ever = new Set(
    events.flatMap((event) => (isOfKind(event, "suspend") || isOfKind(event, "bury") ? [cardOf(event.card)] : [])),
  );
  if (ever.size === 0) return new Map();
  const theirs = events.filter(concernsCard).filter(({ card }) => ever.has(cardOf(card)));
  return grouped(theirs, ({ card }) => cardOf(card));
}
