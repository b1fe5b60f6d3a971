/** Does everything that is stored fit together? In short steps, from the log to what follows from it and to its copies. */
import * as v from "valibot";
import { NotWaitedError } from "../../core/log/place.ts";
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

/** In their order. A position that is kept says the name: it is of no use to a version that calls its part by another. */
const PARTS: ReadonlyMap<string, CheckPart> = new Map([
  ["log", checkLog],
  ["registers", checkRegisters],
  ["decks", checkDecks],
  ["cards", checkCards],
  ["days", checkDays],
  ["table", checkTable],
  ["copies", checkCopies],
]);
const NAMES = [...PARTS.keys()];

/** Events that are held where the check may end before they are used. */
const MOST_HELD_BY_SOME = 200_000;

/** How far a check has come, and what it has found by then. */
interface CheckPosition {
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
  const part = PARTS.get(nameOf(at));
  if (!part) return at;
  const { next, checked, looked } = await part.step(tools, at.after);
  onLooked(looked);
  const sum = bothChecked(at.checked, checked);
  return next === null ? behind(at, sum) : { part: at.part, after: next, checked: sum };
}

const nameOf = ({ part }: CheckPosition): string => NAMES[part] ?? "";

/** At the beginning of the next part. */
const behind = ({ part }: CheckPosition, checked: Checked): CheckPosition => ({ part: part + 1, after: null, checked });

const isDone = ({ part }: CheckPosition): boolean => part >= NAMES.length;

/** What a check has found. */
export interface CheckedAll extends Checked {
  /** False where it was given up before its end, or has passed over a part. What was mended by then stays so. */
  readonly isWhole: boolean;
}

/**
 * All of it, from the beginning to the end. Where it is to go on no more it ends after the step that is under way, and no
 * position is kept: the next one begins anew, since whatever was looked at may be another by then.
 * @param onProgress told after each step how much of it is done
 * @param onChecked told after each step, and within those that may fail in their middle, what it has found by then
 * @throws the first of what kept a part from being checked to its end, once those behind it were checked
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
  const share = onProgress && (await beginShare([...PARTS.values()], tools, onProgress));
  let [at, inStep] = [BEGINNING, NOTHING_CHECKED];
  let failure: { readonly error: unknown } | null = null;
  const onFound = (found: Checked): void => {
    inStep = bothChecked(inStep, found);
    onChecked(bothChecked(at.checked, inStep));
  };
  const own = { ...tools, goOn, onFound, held: new HeldLog() };
  while (!isDone(at) && goOn()) {
    const { part } = at;
    inStep = NOTHING_CHECKED;
    try {
      at = await checkStep(own, at, (things) => share?.looked(part, things));
    } catch (error) {
      if (failure) console.error(`checking the ${nameOf(at)} failed as well:`, error);
      failure ??= { error };
      at = behind(at, bothChecked(at.checked, inStep));
    }
    onChecked(at.checked);
    if (at.part !== part) share?.ended(part);
  }
  if (failure) throw failure.error;
  // The last step, too, may have been given up in its middle.
  return { ...at.checked, isWhole: !isGivenUp };
}

/** Where a check stands that is done in several calls. */
interface KeptPosition extends CheckPosition {
  /** The step that begins here has failed. */
  readonly hasFailed: boolean;
  /** A part was passed over. */
  readonly isPartial: boolean;
}

/**
 * Goes on with the check of this name while there is time; where it stops, or is stopped, the next call takes it up. A step that
 * waited for the lock of a place when it was to end has not failed.
 * @param goOn told whether anything was mended since it was asked before: at once, since the step may fail behind that
 * @param passesOver whether the rest of a part is passed over whose step fails at two calls. Else it is tried at each
 * @returns what was found, when all is done; null when there is more to do
 * @throws what a step has failed with, where it is tried again
 */
export async function checkSome(
  tools: CheckTools,
  job: string,
  goOn: (mended: boolean) => boolean,
  passesOver = false,
): Promise<CheckedAll | null> {
  let [inStep, isTimeUp] = [NOTHING_CHECKED, false];
  const onFound = (found: Checked): void => {
    inStep = bothChecked(inStep, found);
    // The step comes to its end all the same.
    if (total(found.mended) > 0 && !goOn(true)) isTimeUp = true;
  };
  // One that is taken up in its middle has held nothing, and reads: so it goes where one call does not come to the end.
  const own = { ...tools, onFound, held: new HeldLog(MOST_HELD_BY_SOME) };
  let at = await readCheckPosition(tools, job);
  for (;;) {
    inStep = NOTHING_CHECKED;
    let isNews = false;
    try {
      const next = await checkStep(own, at);
      isNews = total(next.checked.mended) > total(at.checked.mended) + total(inStep.mended);
      at = { ...next, hasFailed: false, isPartial: at.isPartial };
    } catch (error) {
      // What it has found and not mended will be found again.
      const checked = bothChecked(at.checked, { ...NOTHING_CHECKED, found: inStep.mended, mended: inStep.mended });
      if (error instanceof NotWaitedError) {
        await keepAt(tools, job, { ...at, checked });
        return null;
      }
      if (!passesOver || !at.hasFailed) {
        await keepAt(tools, job, { ...at, checked, hasFailed: true }).catch((lost: unknown) =>
          console.error("where the check stands could not be kept:", lost),
        );
        throw error;
      }
      console.error(`checking the ${nameOf(at)} has failed twice, and the rest of it is passed over:`, error);
      at = { ...behind(at, checked), hasFailed: false, isPartial: true };
    }
    await keepAt(tools, job, at);
    if (isDone(at)) return { ...at.checked, isWhole: !at.isPartial };
    if (!goOn(isNews) || isTimeUp) return null;
  }
}

/** Whether the check of this name has begun and not ended. */
export const isUnderWay = async ({ db }: Pick<CheckTools, "db">, job: string): Promise<boolean> =>
  v.is(position, await readPosition(db, job));

async function readCheckPosition({ db }: CheckTools, job: string): Promise<KeptPosition> {
  const kept = v.safeParse(position, await readPosition(db, job));
  if (!kept.success) return { ...BEGINNING, hasFailed: false, isPartial: false };
  return { ...kept.output, part: NAMES.indexOf(kept.output.part) };
}

const keepAt = ({ db }: CheckTools, job: string, at: KeptPosition): Promise<void> =>
  keepPosition(db, job, isDone(at) ? null : { ...at, part: nameOf(at) });

const counts = v.object(v.entriesFromList(FAULTS, v.number()));
const position = v.object({
  part: v.picklist(NAMES),
  after: v.union([v.null(), v.number(), v.string(), v.tuple([v.number(), v.union([v.number(), v.string()])])]),
  checked: v.object({ events: v.number(), cards: v.number(), found: counts, mended: counts }),
  hasFailed: v.boolean(),
  isPartial: v.boolean(),
});
