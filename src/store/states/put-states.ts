/** Writing states, and with them the locks of the new cards that wait for what the states say is known. */
import type { DeckId, FactId } from "../../core/ids.ts";
import { byCodeUnits } from "../../core/text-order.ts";
import { cardIdsOf } from "../database/key-ranges.ts";
import { readableUnder } from "../database/readable.ts";
import type { StateRow } from "../database/schema.ts";
import type { Reading, Writing } from "../database/transaction.ts";
import { noteModels } from "../database/unlogged.ts";
import { writeMany } from "../database/write-many.ts";
import { rowsUnderNeighbours } from "./neighbours.ts";
import { canBeLocked, knownBy, stateRow } from "./state-row.ts";

/** A row to write, beside the one that is there now. */
export interface StateChange {
  readonly before: StateRow | undefined;
  readonly row: StateRow;
}

/** Of so many facts the cards that wait for them are read together. A grade turns one or two. */
const MANY = 20;
/** Where more cards than so many of each wait for those or for facts between them, each is asked for by itself. */
const MOST_BETWEEN = 4;

/**
 * Writes rows. A new card is locked until some card of each fact in its `unlockedBy` was answered right. Where a fact
 * becomes known, or unknown by an undo or a reset, the new cards that wait for it are moved in the same transaction; so
 * who reads the queue never meets a locked card, however many there are. Most grades move none. A page that has not heard of
 * other weights may write by those of before: that is noted, so that such a state is worked out anew.
 * @param changes whose rows may say anything of their locks
 */
export async function putStates(transaction: Writing, changes: readonly StateChange[]): Promise<void> {
  const known = new Set(changes.flatMap(({ row }) => knownBy(row) ?? []));
  // Known by what is written with it: such a card is written once.
  const written = changes.map(({ row }) =>
    row.locked && row.unlockedBy.every((fact) => known.has(fact))
      ? stateRow({ ...row, locked: false }, row.model)
      : row,
  );
  // Most grades leave the model as it was, and ask for nothing here.
  const ofOther = changes.filter(({ before, row }) => before?.model !== row.model).map(({ row }) => row.model);
  await Promise.all([
    writeMany(transaction.objectStore("states"), "put", written),
    ofOther.length > 0 && noteModels(transaction, ofOther),
  ]);
  const turned = changes.flatMap(({ before, row }) => {
    const [was, is] = [before ? knownBy(before) : null, knownBy(row)];
    return was === is ? [] : [was, is].filter((fact) => fact !== null);
  });
  await lockAnew(transaction, turned, { written, known });
}

/** Takes the rows of a deck away. What its cards alone knew is unknown from then on, to other decks as well. */
export async function removeStates(transaction: Writing, deck: DeckId, rows: readonly StateRow[]): Promise<void> {
  await transaction.objectStore("states").delete(cardIdsOf(deck));
  const turned = rows.map(knownBy).filter((fact) => fact !== null);
  await lockAnew(transaction, turned);
}

interface Written {
  readonly written: readonly StateRow[];
  /** The facts that these know. */
  readonly known: ReadonlySet<FactId>;
}

/**
 * Looks at the locks of rows that were written, and of the new cards that wait for facts.
 * @param turned facts that became known or unknown
 */
async function lockAnew(
  transaction: Writing,
  turned: readonly FactId[],
  { written, known }: Written = { written: [], known: new Set() },
): Promise<void> {
  const states = transaction.objectStore("states");
  const waiting = await waitingFor(transaction, [...new Set(turned)]);
  const rows = new Map(written.map((row) => [row.id, row]));
  for (const row of waiting) if (!rows.has(row.id)) rows.set(row.id, row);
  const isAnyKnown = rows.size < MANY || (await states.index("knows").openKeyCursor()) !== null;
  const isLocked = lockedIn(transaction, isAnyKnown, known);
  await Promise.all(
    [...rows.values()].map(async (row) => {
      const locked = canBeLocked(row) && (await isLocked(row));
      if (locked !== row.locked) await states.put(stateRow({ ...row, locked }, row.model));
    }),
  );
}

async function waitingFor(transaction: Reading, turned: readonly FactId[]): Promise<readonly StateRow[]> {
  const byLock = transaction.objectStore("states").index("unlockedBy");
  const facts = turned.toSorted(byCodeUnits);
  const found =
    facts.length < MANY
      ? null
      : await rowsUnderNeighbours(byLock, facts, ({ unlockedBy }) => unlockedBy, MOST_BETWEEN * facts.length);
  return (found ? [...found.values()] : await Promise.all(facts.map((fact) => readableUnder(byLock, fact)))).flat();
}

/**
 * Tells whether a card, if it is new, waits for a fact of which no card was answered right. Asks for each fact once.
 * @param isAnyKnown false where no fact is known at all, as at first: then it asks for none
 * @param known facts that need not be asked for
 */
export function lockedIn(
  transaction: Reading,
  isAnyKnown = true,
  known: ReadonlySet<FactId> = new Set(),
): (card: Pick<StateRow, "unlockedBy">) => Promise<boolean> {
  const asked = new Map<FactId, Promise<boolean>>();
  const isKnown = (fact: FactId): Promise<boolean> => {
    if (known.has(fact)) return Promise.resolve(true);
    const answer = asked.get(fact) ?? (isAnyKnown ? readKnown(transaction, fact) : Promise.resolve(false));
    asked.set(fact, answer);
    return answer;
  };
  return async ({ unlockedBy }) => !(await Promise.all(unlockedBy.map(isKnown))).every(Boolean);
}

const readKnown = async (transaction: Reading, fact: FactId): Promise<boolean> =>
  (await transaction.objectStore("states").index("knows").getKey(fact)) !== undefined;
