/**
 * A version of Osteon that understands more of a log than the one before it makes anew what follows from the log that is
 * here: registers and the sums of the days in the steps of this file, states by `refoldStates`, since `FOLD` is part of what
 * names their model. Else an event that was carried would count from its next arrival on, and not in this log.
 */
import { FOLD } from "../../core/fold-version.ts";
import { positionKey, positionRow, readPosition } from "../database/local.ts";
import { type Writing, write } from "../database/transaction.ts";
import { DAY_STORES } from "../days/days.ts";
import { finishRecount } from "../days/recount.ts";
import { beginRecountIn, readRecount } from "../days/recount-position.ts";
import { FIRST_REGISTER, putRegistersRight, type RegistersPosition } from "../log/registers-anew.ts";
import type { Database } from "../opening/open.ts";

const JOB = "read-anew";
/** Of databases that say nothing: no version noted it while this was the only one. */
const FIRST_FOLD = 1;

/** By which fold the log was read last, and how far that has come. */
interface ReadBy {
  readonly fold: number;
  /** Where the registers go on; null when all are right. */
  readonly registers: RegistersPosition | null;
  readonly isDone: boolean;
}

/** Whether all that follows from the log, but for states, is as this version reads it. */
export const isReadAnew = async (db: Database): Promise<boolean> =>
  ofThisFold(await readPosition(db, JOB))?.isDone === true;

/**
 * Goes on while there is time; where it stops, or is stopped, the next call takes it up. No step takes longer than a grade may
 * wait, and what is written meanwhile is right: who writes works out anew what an event touches.
 * @param goOn told whether the piece before has found anything that was another
 * @returns whether anything was another than before
 */
export async function readAnew(db: Database, goOn: (changed: boolean) => boolean): Promise<boolean> {
  if (await isReadAnew(db)) return false;
  let at = await begun(db);
  let any = false;
  while (at.registers) {
    const { next, wrong } = await putRegistersRight(db, at.registers);
    any ||= wrong > 0;
    at = { ...at, registers: next };
    await write(db, ["local"], (transaction) => keep(transaction, at));
    if (!goOn(wrong > 0)) return any;
  }
  any = (await finishRecount(db, goOn)) || any;
  await write(db, DAY_STORES, async (transaction) => {
    // Not where it was stopped; nor where somebody has begun another, of which nobody knows what it will find.
    if ((await readRecount(transaction)) === null) await keep(transaction, { ...at, isDone: true });
  });
  return any;
}

/** The recount begins with it, in one transaction: so it is done where none is under way. */
const begun = (db: Database): Promise<ReadBy> =>
  write(db, DAY_STORES, async (transaction) => {
    const at = ofThisFold((await transaction.objectStore("local").get(positionKey(JOB)))?.value);
    if (at) return at;
    const first: ReadBy = { fold: FOLD, registers: FIRST_REGISTER, isDone: false };
    await Promise.all([beginRecountIn(transaction), keep(transaction, first)]);
    return first;
  });

const keep = (transaction: Writing, at: ReadBy): Promise<unknown> =>
  transaction.objectStore("local").put(positionRow(JOB, at));

/** What stands in another fold's place, or is damaged, is of no use here: null. */
function ofThisFold(kept: unknown): ReadBy | null {
  if (kept === undefined) return FOLD === FIRST_FOLD ? { fold: FOLD, registers: null, isDone: true } : null;
  const { fold, registers, isDone } = (kept ?? {}) as Partial<ReadBy>;
  if (fold !== FOLD) return null;
  if (isDone === true || registers === null) return { fold, registers: null, isDone: isDone === true };
  return Array.isArray(registers)
    ? { fold, registers: [Number(registers[0]), String(registers[1])], isDone: false }
    : null;
}
