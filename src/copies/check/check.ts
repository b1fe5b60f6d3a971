/** Does everything that is stored fit together? In short steps, from the log to what follows from it and to its copies. */
import * as v from "valibot";
import type { OnProgress } from "../../core/progress.ts";
import { keepPosition, readPosition } from "../../store/database/local.ts";
import { HeldLog } from "../../store/segments/held-log.ts";
import { checkCards } from "./check-cards.ts";
import { checkCopies } from "./check-copies.ts";
import { checkDays } from "./check-days.ts";
import { checkDecks } from "./check-decks.ts";
import { checkLog } from "./check-log.ts";
import { checkRegisters } from "./check-registers.ts";
import { checkTable } from "./check-table.ts";
import { bothChecked, type Checked, FAULTS, NOTHING_CHECKED, total } from "./findings.ts";
import type { CheckPart, CheckTools, Position } from "./part.ts";
import { beginShare } from "./share.ts";

const PARTS: readonly CheckPart[] = [
  checkLog,
  checkRegisters,
  checkDecks,
  checkCards,
  checkDays,
  checkTable,
  checkCopies,
];

/** Events that are held where the check may end before they are used. */
const MOST_HELD_BY_SOME = 200_000;

/** How far a check has come, and what it has found by then. */
export interface CheckPosition {
  /** Which part is under way, from 0; the number of parts when all are done. */
  readonly part: number;
  readonly after: Position;
  readonly checked: Checked;
}

const BEGINNING: CheckPosition = { part: 0, after: null, checked: NOTHING_CHECKED };

/** @param onLooked told how many things the part has looked at */
async function checkStep(
  tools: CheckTools,
  at: CheckPosition,
  onLooked: (things: number) => void = () => {},
): Promise<CheckPosition> {
  const part = PARTS[at.part];
  if (!part) return at;
  const { next, checked, looked } = await part.step(tools, at.after);
  onLooked(looked);
  const sum = bothChecked(at.checked, checked);
  return next === null
    ? { part: at.part + 1, after: null, checked: sum }
    : { part: at.part, after: next, checked: sum };
}

const isDone = ({ part }: CheckPosition): boolean => part >= PARTS.length;

/** What a check from the beginning has found. */
export interface CheckedAll extends Checked {
  /** False where it was given up before its end. What was mended by then stays so. */
  readonly isWhole: boolean;
}

/**
 * All of it, from the beginning to the end. Where it is to go on no more it ends after the step that is under way, and no
 * position is kept: the next one begins anew, since whatever was looked at may be another by then.
 * @param onProgress told after each step how much of it is done
 * @param onChecked told after each step, and within those that may fail in their middle, what it has found by then
 */
export async function checkAll(
  tools: CheckTools,
  onProgress?: OnProgress,
  onChecked: (checked: Checked) => void = () => {},
): Promise<CheckedAll> {
  let isGivenUp = false;
  // Who is stopped after the last question has come to the end all the same.
  const goOn = (): boolean => {
    isGivenUp ||= tools.goOn?.() === false;
    return !isGivenUp;
  };
  const share = onProgress && (await beginShare(PARTS, tools, onProgress));
  let [at, inStep] = [BEGINNING, NOTHING_CHECKED];
  const onFound = (found: Checked): void => {
    inStep = bothChecked(inStep, found);
    onChecked(bothChecked(at.checked, inStep));
  };
  const own = { ...tools, goOn, onFound, held: new HeldLog() };
  while (!isDone(at) && goOn()) {
    const { part } = at;
    inStep = NOTHING_CHECKED;
    at = await checkStep(own, at, (things) => share?.looked(part, things));
    onChecked(at.checked);
    if (at.part !== part) share?.ended(part);
  }
  // The last step, too, may have been given up in its middle.
  return { ...at.checked, isWhole: !isGivenUp };
}

/**
 * Goes on with the check of this name while there is time; where it stops, or is stopped, the next call takes it up.
 * @param goOn told whether the step before has mended anything
 * @returns what was found, when all is done; null when there is more to do
 */
export async function checkSome(
  tools: CheckTools,
  job: string,
  goOn: (mended: boolean) => boolean,
): Promise<Checked | null> {
  // One that is taken up in its middle has held nothing, and reads: so it goes where one call does not come to the end.
  const own = { ...tools, held: new HeldLog(MOST_HELD_BY_SOME) };
  let at = await readCheckPosition(tools, job);
  for (;;) {
    const before = total(at.checked.mended);
    at = await checkStep(own, at);
    const done = isDone(at);
    await keepPosition(tools.db, job, done ? null : at);
    if (done) return at.checked;
    if (!goOn(total(at.checked.mended) > before)) return null;
  }
}

/** Whether the check of this name has begun and not ended. */
export const isUnderWay = async ({ db }: Pick<CheckTools, "db">, job: string): Promise<boolean> =>
  v.is(position, await readPosition(db, job));

async function readCheckPosition({ db }: CheckTools, job: string): Promise<CheckPosition> {
  const kept = v.safeParse(position, await readPosition(db, job));
  return kept.success ? (kept.output as CheckPosition) : BEGINNING;
}

const counts = v.object(v.entriesFromList(FAULTS, v.number()));
const position = v.object({
  part: v.pipe(v.number(), v.integer(), v.minValue(0)),
  after: v.union([v.null(), v.number(), v.string(), v.tuple([v.number(), v.union([v.number(), v.string()])])]),
  checked: v.object({ events: v.number(), cards: v.number(), found: counts, mended: counts }),
});
