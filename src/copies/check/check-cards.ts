/** Is every card where its log and its deck say? What is not is worked out anew from them. */
import { type CardId, deckOf } from "../../core/ids.ts";
import { foldCard } from "../../core/log/fold.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { same } from "../../core/same.ts";
import { atPace, BEGIN_WITH } from "../../store/database/pace.ts";
import type { StateRow } from "../../store/database/schema.ts";
import { readEnding, write } from "../../store/database/transaction.ts";
import { noteUnlogged } from "../../store/database/unlogged.ts";
import { DAY_STORES } from "../../store/days/days.ts";
import { beginRecountIn, readRecount } from "../../store/days/recount-position.ts";
import { fromContent, fromLog } from "../../store/decks/install-deck.ts";
import type { Database } from "../../store/opening/open.ts";
import { putStates } from "../../store/states/put-states.ts";
import { queuePlace, revisionAnew, stateRow } from "../../store/states/state-row.ts";
import { bothChecked, type Checked, finding, NOTHING_CHECKED } from "./findings.ts";
import { type CheckedCard, FOUND_STORES, isRow, nextCards, readCards } from "./found-cards.ts";
import type { CheckPart, CheckTools, Position, Step } from "./part.ts";

/** For so long cards are compared before anybody is told how far that came, in ms; no transaction takes as long. */
const STEP_MS = 100;

async function step(tools: CheckTools, after: Position): Promise<Step> {
  const end = performance.now() + STEP_MS;
  let checked = NOTHING_CHECKED;
  let looked = 0;
  let [next, size] = [(typeof after === "string" ? after : "") as CardId, BEGIN_WITH];
  for (;;) {
    // None are read ahead: their transaction would stay open while these are compared, and a grade would wait for that.
    const { cards, last, tookMs } = await readNext(tools, next, size);
    const one = await compare(tools, cards);
    tools.onFound?.(one);
    checked = bothChecked(checked, one);
    looked += cards.length;
    if (last === null || performance.now() > end) return { next: last, checked, looked };
    [next, size] = [last, atPace(cards.length, tookMs)];
  }
}

export const checkCards: CheckPart = { count: ({ db }) => db.count("states"), costUs: 55, step };

async function readNext({ db, held }: CheckTools, after: CardId, most: number) {
  const begun = performance.now();
  const { reading, done } = readEnding(db, FOUND_STORES);
  const next = await nextCards(reading, after, most, held);
  await done;
  return { ...next, tookMs: performance.now() - begun };
}

async function compare({ db, scheduler }: CheckTools, found: readonly CheckedCard[]): Promise<Checked> {
  const wrong = found.filter((card) => differs(card, scheduler));
  // Nobody sees a card that has left its deck: that its row is missing is told to nobody.
  const isNoFault = (card: CheckedCard): boolean => isOnlyInLog(card) || isInOlderPlace(card, scheduler);
  const faults = wrong.filter((card) => !isNoFault(card)).map(({ id }) => id);
  const others = wrong.filter(isNoFault).map(({ id }) => id);
  const { right, written } = faults.length === 0 ? NONE_MENDED : await mendCards(db, faults, scheduler);
  if (others.length > 0) await mendCards(db, others, scheduler);
  const cards = found.filter((card) => !isOnlyInLog(card)).length;
  // Who was faster has found them, and tells of them.
  const foundByOthers = right - written;
  return finding("card", faults.length - foundByOthers, written, { cards });
}

/** What came of cards that were known to be wrong. */
export interface MendedCards {
  /** How many are right now, whoever has written them. */
  readonly right: number;
  /** How many of those were written here. */
  readonly written: number;
}
const NONE_MENDED: MendedCards = { right: 0, written: 0 };

/** Works out anew where some cards stand that are known to be wrong. */
export const mendCards = (db: Database, wrong: readonly CardId[], scheduler: Scheduler): Promise<MendedCards> =>
  write(db, [...FOUND_STORES, ...DAY_STORES], async (writing) => {
    let right = 0;
    let written = 0;
    for (const card of await readCards(writing, wrong)) {
      const rightOne = rightRow(card, scheduler);
      if (!rightOne) continue;
      right++;
      // Somebody else may have been faster.
      if (!differs(card, scheduler)) continue;
      const isMoved = !isRow(card.row) || !same(card.row.state, rightOne.state);
      const row = { ...rightOne, revision: rightOne.revision + (isMoved ? 1 : 0) };
      await putStates(writing, [{ before: isRow(card.row) ? card.row : undefined, row }]);
      written++;
    }
    if (written > 0) await noteUnlogged(writing);
    // What was counted so far may have counted under another card.
    if (written > 0 && (await readRecount(writing))) await beginRecountIn(writing, false);
    return { right, written };
  });

const isOnlyInLog = ({ row, content }: CheckedCard): boolean => row === undefined && content === undefined;

/** One that was put off was written before such cards had queues of their own: it is read as any other, only more slowly. */
function isInOlderPlace(card: CheckedCard, scheduler: Scheduler): boolean {
  const [row, right] = [card.row, rightRow(card, scheduler)];
  return isRow(row) && right?.queue !== undefined && same(row, { ...right, queue: queuePlace(right) });
}

/** A state that another model made is no fault; it is refolded elsewhere. */
function differs(card: CheckedCard, scheduler: Scheduler): boolean {
  if (isRow(card.row) && card.row.model !== scheduler.model.id) return false;
  const right = rightRow(card, scheduler);
  return right === null || !same(card.row, right);
}

/** The row that should be there, with the revision of the one that is, or of none; null when nothing tells what it should be. */
function rightRow({ id, row, content, present, log, locked }: CheckedCard, scheduler: Scheduler): StateRow | null {
  const known = isRow(row) ? row : null;
  const isRetired = !content && (known?.retired ?? true);
  const anew = log.length > 0 ? fromLog(id) : null;
  const entry = content ? fromContent(deckOf(id), content, (one) => present.has(one)) : (known ?? anew);
  if (!entry) return null;
  return stateRow(
    {
      ...entry,
      state: foldCard(log, scheduler),
      revision: known?.revision ?? revisionAnew(log),
      retired: isRetired,
      locked,
    },
    scheduler.model.id,
  );
}
