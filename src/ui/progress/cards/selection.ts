/** Which cards of a list are chosen, as lists everywhere do it: click, Shift and click, Ctrl or Cmd and click. */
import type { CardId } from "../../../core/ids.ts";

export interface Selection {
  readonly ids: ReadonlySet<CardId>;
  /** Where a stretch begins; null before anything was chosen. */
  readonly anchor: CardId | null;
  /** What was chosen before the stretch, so that it can grow and shrink. */
  readonly base: ReadonlySet<CardId>;
}

export const NOTHING_CHOSEN: Selection = { ids: new Set(), anchor: null, base: new Set() };

/** Chooses a card, or no longer; a stretch begins with it. */
export function toggled({ ids }: Selection, id: CardId): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  // A stretch that begins with a card that was just let go takes it up again.
  return { ids: next, anchor: id, base: next };
}

/**
 * Chooses all from where the stretch begins to a card, beside what was chosen before.
 * @param order the cards of the list in the order that is shown
 * @param from where a stretch begins that has no beginning yet, or one that is not shown any more
 */
export function stretched(
  { ids, anchor, base }: Selection,
  order: readonly CardId[],
  to: CardId,
  from: CardId = to,
): Selection {
  const isShown = anchor !== null && order.includes(anchor);
  const begin = isShown ? anchor : from;
  const before = isShown ? base : ids;
  const [a, b] = [order.indexOf(begin), order.indexOf(to)].sort((x, y) => x - y);
  return { ids: new Set([...before, ...order.slice(a, (b ?? 0) + 1)]), anchor: begin, base: before };
}

/** Chooses all that are shown, beside what was chosen before; or none of them, where all are chosen. */
export function allToggled({ ids }: Selection, order: readonly CardId[]): Selection {
  const next = new Set(ids);
  const hasAll = order.every((id) => ids.has(id));
  for (const id of order) {
    if (hasAll) next.delete(id);
    else next.add(id);
  }
  return { ids: next, anchor: null, base: next };
}
