/** How far a recount of the days has come; see `recount.ts`. Every writer of sums asks, so that no answer is missed. */
import type { CardId } from "../../core/ids.ts";
import type { Reading, Writing } from "../database/transaction.ts";

export interface RecountPosition {
  /** Another one each time that it begins. An earlier version did not say. */
  readonly begun: string;
  /** All cards up to this one were counted. */
  readonly counted: CardId;
  /** All others, too. */
  readonly isDone: boolean;
  /** Whether something has happened by which the sums may be wrong until then; else they are only being checked. */
  readonly isDoubtful: boolean;
  /** Whether somebody had met rows of the log that cannot be read before it began: it counts without them. */
  readonly isLossKnown: boolean;
}

const KEY = "recount";

/** Null where none is under way. */
export async function readRecount(transaction: Reading): Promise<RecountPosition | null> {
  const value = (await transaction.objectStore("local").get(KEY))?.value;
  return typeof value === "object" && value !== null && "counted" in value && typeof value.counted === "string"
    ? {
        begun: "begun" in value && typeof value.begun === "string" ? value.begun : "",
        counted: value.counted as CardId,
        isDone: "isDone" in value && value.isDone === true,
        // An earlier version did not say.
        isDoubtful: "isDoubtful" in value && value.isDoubtful === true,
        isLossKnown: "isLossKnown" in value && value.isLossKnown === true,
      }
    : null;
}

export async function keepRecount(transaction: Writing, position: RecountPosition | null): Promise<void> {
  const local = transaction.objectStore("local");
  await (position ? local.put({ key: KEY, value: position }) : local.delete(KEY));
}

/**
 * Begins from the first card, whatever was counted before.
 * @param isDoubtful false where nothing makes the sums doubtful but what one that is under way was begun for
 * @param isLossKnown whether what makes them so is that something of a card cannot be read
 */
export async function beginRecountIn(transaction: Writing, isDoubtful = true, isLossKnown = false): Promise<void> {
  const before = await readRecount(transaction);
  await transaction.objectStore("recount").clear();
  await keepRecount(transaction, {
    begun: crypto.randomUUID(),
    counted: "" as CardId,
    isDone: false,
    isDoubtful: isDoubtful || before?.isDoubtful === true,
    isLossKnown: isLossKnown || before?.isLossKnown === true,
  });
}

/**
 * Begins one since something of a card cannot be read. One that was begun for that goes on: it would never come to its end where
 * such a card is answered again and again.
 */
export async function beginForLossIn(transaction: Writing): Promise<void> {
  if (!(await readRecount(transaction))?.isLossKnown) await beginRecountIn(transaction, true, true);
}

/** Whether a card was counted. The same order as that of the keys: by code units. */
export const isRecounted = ({ counted, isDone }: RecountPosition, card: CardId): boolean => isDone || card <= counted;
