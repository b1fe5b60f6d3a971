/** Is every card where its log and its deck say? What is not is worked out anew from them. */
import type { CardContent } from "../../core/deck/deck.ts";
import { type CardId, deckOf } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { foldCard } from "../../core/log/fold.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { same } from "../../core/same.ts";
import { fromContent, fromLog } from "../../store/install-deck.ts";
import { cardEvents } from "../../store/log.ts";
import { eventsOfNeighbours, rowsOfNeighbours } from "../../store/neighbours.ts";
import type { Database } from "../../store/open.ts";
import { lockedIn, putStates } from "../../store/put-states.ts";
import type { StateRow } from "../../store/schema.ts";
import { inShortStep } from "../../store/short-step.ts";
import { revisionAnew, stateRow } from "../../store/state-row.ts";
import { type Reading, read, write } from "../../store/transaction.ts";
import { finding } from "./findings.ts";
import type { CheckPart } from "./part.ts";

const STORES = ["states", "contents", "events", "decks"] as const;
/** Cards of one step at most, see `inShortStep`. */
const AT_ONCE = 50;

export const checkCards: CheckPart = async ({ db, scheduler }, after) => {
  const transaction = read(db, STORES);
  const { ids, last } = await idsAfter(transaction, typeof after === "string" ? after : "");
  const found: FoundCard[] = [];
  const done = await inShortStep(ids, async (batch) => found.push(...(await readCards(transaction, batch))));
  const wrong = found.filter((card) => differs(card, scheduler));
  // A merge brings events of cards that this version of the deck does not have; that they have no row yet is no fault.
  const faults = wrong.filter((card) => !isOnlyInLog(card)).map(({ id }) => id);
  const others = wrong.filter(isOnlyInLog).map(({ id }) => id);
  const mended = faults.length === 0 ? 0 : await mendCards(db, faults, scheduler);
  if (others.length > 0) await mendCards(db, others, scheduler);
  const cards = found.filter((card) => !isOnlyInLog(card)).length;
  return {
    next: done < ids.length ? (ids[done - 1] ?? null) : last,
    checked: finding("card", faults.length, mended, { cards }),
  };
};

/** Works out anew where some cards stand that are known to be wrong. @returns how many are right now */
export const mendCards = (db: Database, wrong: readonly CardId[], scheduler: Scheduler): Promise<number> =>
  write(db, STORES, async (writing) => {
    let mended = 0;
    for (const card of await readCards(writing, wrong)) {
      const right = rightRow(card, scheduler);
      if (!right) continue;
      mended++;
      // Somebody else may have been faster.
      if (!differs(card, scheduler)) continue;
      const isMoved = !isRow(card.row) || !same(card.row.state, right.state);
      const row = { ...right, revision: right.revision + (isMoved ? 1 : 0) };
      await putStates(writing, [{ before: isRow(card.row) ? card.row : undefined, row }]);
    }
    return mended;
  });

/** The ids of the next cards that have a row, a content or both. @returns `last` null when there are no more */
async function idsAfter(transaction: Reading, after: string) {
  const range = IDBKeyRange.lowerBound(after as CardId, true);
  const [states, contents] = await Promise.all([
    transaction.objectStore("states").getAllKeys(range, AT_ONCE),
    transaction.objectStore("contents").getAllKeys(range, AT_ONCE),
  ]);
  // A card that has left its deck has no content, and its row may be lost; then only the log tells of it.
  const logged = await idsInLog(transaction, range);
  // The same order as that of the keys: by code units.
  const ids = [...new Set([...states, ...contents, ...logged])].sort(byCodeUnits).slice(0, AT_ONCE);
  return { ids, last: ids.length < AT_ONCE ? null : (ids.at(-1) ?? null) };
}

/** The next ids that have events, of decks that are here. */
async function idsInLog(transaction: Reading, range: IDBKeyRange): Promise<CardId[]> {
  const decks = new Set(await transaction.objectStore("decks").getAllKeys());
  const ids: CardId[] = [];
  let cursor = await transaction.objectStore("events").index("card").openKeyCursor(range, "nextunique");
  while (cursor && ids.length < AT_ONCE) {
    const deck = deckOf(cursor.key);
    if (decks.has(deck)) ids.push(cursor.key);
    // Past all cards of a deck that is not here: "0" comes right after the slash.
    cursor = decks.has(deck) || deck === "" ? await cursor.continue() : await cursor.continue(`${deck}0` as CardId);
  }
  return ids;
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : 1);

interface FoundCard {
  readonly id: CardId;
  readonly row: StateRow | undefined;
  readonly content: CardContent | undefined;
  readonly log: readonly Envelope[];
  /** Which of the ids that its content says it had are cards of their own. */
  readonly present: ReadonlySet<CardId>;
  /** Whether it waits for a fact, should it be new. */
  readonly locked: boolean;
}

/** All that a card's row follows from, from one transaction. @param ids in the order of the keys */
async function readCards(transaction: Reading, ids: readonly CardId[]): Promise<FoundCard[]> {
  const isLocked = lockedIn(transaction);
  const [rows, contents, eventsOf] = await Promise.all([
    rowsOfNeighbours(transaction.objectStore("states"), ids),
    rowsOfNeighbours(transaction.objectStore("contents"), ids),
    eventsOfNeighbours(transaction, ids),
  ]);
  return Promise.all(
    ids.map(async (id) => {
      const [row, content] = [rows.get(id), contents.get(id)];
      const whole = content && isContent(content) ? content : undefined;
      const present = await cardsAmong(transaction, whole?.formerIds ?? []);
      const formerIds = whole
        ? whole.formerIds.filter((former) => !present.has(former))
        : isRow(row)
          ? row.formerIds
          : [];
      const unlockedBy = whole ? whole.unlockedBy : isRow(row) ? row.unlockedBy : [];
      const [log, locked] = await Promise.all([cardEvents(eventsOf, { id, formerIds }), isLocked({ unlockedBy })]);
      return { id, row, content: whole, present, log, locked };
    }),
  );
}

async function cardsAmong(transaction: Reading, ids: readonly CardId[]): Promise<ReadonlySet<CardId>> {
  const keys = await Promise.all(ids.map((id) => transaction.objectStore("contents").getKey(id)));
  return new Set(keys.filter((key) => key !== undefined));
}

const isOnlyInLog = ({ row, content }: FoundCard): boolean => row === undefined && content === undefined;

/** A state that another model made is no fault; it is refolded elsewhere. */
function differs(card: FoundCard, scheduler: Scheduler): boolean {
  if (isRow(card.row) && card.row.model !== scheduler.model.id) return false;
  const right = rightRow(card, scheduler);
  return right === null || !same(card.row, right);
}

/** The row that should be there, with the revision of the one that is, or of none; null when nothing tells what it should be. */
function rightRow({ id, row, content, present, log, locked }: FoundCard, scheduler: Scheduler): StateRow | null {
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

const isContent = (content: CardContent): boolean =>
  Array.isArray(content.formerIds) && Array.isArray(content.unlockedBy) && typeof content.fact === "string";

/** What may stand in a damaged database is looked at before it is used. */
const isRow = (row: StateRow | undefined): row is StateRow =>
  row !== undefined &&
  Array.isArray(row.formerIds) &&
  Array.isArray(row.unlockedBy) &&
  typeof row.state === "object" &&
  typeof row.fact === "string" &&
  typeof row.deck === "string" &&
  typeof row.chapter === "string" &&
  Number.isFinite(row.order) &&
  Number.isSafeInteger(row.revision) &&
  typeof row.model === "string";
