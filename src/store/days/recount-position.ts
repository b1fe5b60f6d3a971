/** How far a recount of the days has come; see `recount.ts`. Every writer of sums asks, so that no answer is missed. */
import type { CardId } from "../../core/ids.ts";
import type { Reading, Writing } from "../database/transaction.ts";

export interface RecountPosition {
  /** All cards up to this one were counted. */
  readonly counted: CardId;
  /** All others, too. */
  readonly isDone: boolean;
  /** Whether something has happened by which the sums may be wrong until then; else they are only being checked. */
  readonly isDoubtful: boolean;
}

const KEY = "recount";

/** Null where none is under way. */
export async function readRecount(transaction: Reading): Promise<RecountPosition | null> {
  const value = (await transaction.objectStore("local").get(KEY))?.value;
  return typeof value === "object" && value !== null && "counted" in value && typeof value.counted === "string"
    ? {
        counted: value.counted as CardId,
        isDone: "isDone" in value && value.isDone === true,
        // An earlier version did not say.
        isDoubtful: "isDoubtful" in value && value.isDoubtful === true,
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
 */
export async function beginRecountIn(transaction: Writing, isDoubtful = true): Promise<void> {
  const before = await readRecount(transaction);
  await transaction.objectStore("recount").clear();
  await keepRecount(transaction, {
    counted: "" as CardId,
    isDone: false,
    isDoubtful: isDoubtful || before?.isDoubtful === true,
  });
}

/** Whether a card was counted. The same order as that of the keys: by code units. */
export const isRecounted = ({ counted, isDone }: RecountPosition, card: CardId): boolean => isDone || card <= counted;
