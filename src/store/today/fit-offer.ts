/** The offer to fit the weights of the memory model, and what the learner has said to it; see `core/plan/fit-offer.ts`. */
import { type Maker, makeSeen } from "../../core/log/make-event.ts";
import { registerName } from "../../core/log/register-name.ts";
import { FIT_KEYS, fitKey, isFitDue } from "../../core/plan/fit-offer.ts";
import { sumsBetween } from "../../core/stats/day-table.ts";
import { registersOf } from "../database/key-ranges.ts";
import { readDayTable } from "../days/read-day-table.ts";
import { setRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";

/** Whether fitting is to be offered now. */
export async function isFitOffered(db: Database): Promise<boolean> {
  const rows = await db.getAll("registers", registersOf(registerName({ kind: "seen", key: FIT_KEYS })));
  return isFitDue(
    await answersSoFar(db),
    rows.map(({ key }) => key),
  );
}

/** Remembers that weights were fitted to what is there, or that the learner does not want it now. */
export async function noteFit(db: Database, maker: () => Maker): Promise<void> {
  const key = fitKey(await answersSoFar(db));
  const name = registerName({ kind: "seen", key });
  await setRegisters(db, [name], (held) => (held.has(name) ? [] : [makeSeen(key, maker())]));
}

/** The answers that count, read off the sums of the days: no card is read for it. */
async function answersSoFar(db: Database): Promise<number> {
  const table = await readDayTable(db);
  const [first = 0, last = 0] = [table.days[0], table.days.at(-1)];
  return sumsBetween(table, first, last).answers;
}
