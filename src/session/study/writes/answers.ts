/** Turning the card in front, and grading it. */
import { logFailure } from "../../../platform/log-failure.ts";
import type { StateRow } from "../../../store/database/schema.ts";
import { unread } from "../../common/unread.ts";
import { advanceByReview } from "../advance-today.ts";
import type { MixedUp } from "../session-state.ts";
import type { SessionOptions, StudyWrites } from "../study-session-types.ts";
import type { Writer } from "./writer.ts";

/** How long the answer waits for what is read for it, in ms: whoever writes those rows at length keeps every reader waiting. */
const WAIT_MS = 250;

export function answers(
  { clock, attendedMs = clock.nowMs, surface }: SessionOptions,
  { reading, notWritten, write, nowOf, makerOf, made }: Writer,
): Pick<StudyWrites, "reveal" | "grade"> {
  const { state, set, db, actions, placed } = reading;

  /** What was looked up for longer than the answer waits is still said beside it, and calls for its card, until it is graded. */
  const foundLate = async (asked: StateRow, looking: Promise<MixedUp | null>): Promise<void> => {
    const mixedUp = await looking;
    const { shown, busy } = state();
    if (mixedUp && !busy && shown?.revealed && shown.card === asked) set({ shown: { ...shown, mixedUp } });
  };

  return {
    async reveal(asked, said) {
      const { shown: front, today: known } = state();
      try {
        const act = await actions();
        if (!front || front.card !== asked || !known) return false;
        // Then chance alone chooses the day, as it does for long intervals.
        const unknown = { load: null, examDay: known.exam };
        const scheduler = act.schedulerFor(known.settings);
        const looking = said === undefined ? null : act.mixedUp(db(), front, said, known);
        const [mixedUp, coming] = await Promise.all([
          looking && atMost(WAIT_MS, looking, null),
          atMost(WAIT_MS, act.readComing(db(), { ...known, now: nowOf(known) }, asked, scheduler), unknown).catch(
            unread("how full the days to come are", unknown),
          ),
        ]);
        const { shown, today, busy } = state();
        // What was asked of one card must not turn the next one.
        if (!shown || shown.card !== asked || !today || shown.text.notice) return false;
        if (shown.revealed || busy) return shown.revealed;
        const outcomes = act.schedulerFor(today.settings).outcomes(asked.id, asked.state, nowOf(today), coming);
        set({ shown: { ...shown, revealed: true, outcomes, mixedUp } });
        if (looking && mixedUp === null) logFailure("what was taken for the answer", foundLate(asked, looking));
        return true;
      } catch (error) {
        await notWritten(error);
        return false;
      }
    },
    grade: (asked, rating) =>
      write(async (today, act, scheduler) => {
        const { shown } = state();
        const outcome = shown?.outcomes.find((one) => one.rating === rating);
        if (!shown || shown.card !== asked || !outcome) return null;
        const { factRevision } = shown.text.content;
        const contrast = shown.mixedUp?.contrast;
        const { wait } = outcome;
        const maker = makerOf(today);
        // As if the page had been looked at without a break: what passed while it was not is no time of the answer.
        const shownAtMs = maker.now.nowMs - (attendedMs() - shown.shownAtMs);
        const answer = { rating, wait, shownAtMs, surface, factRevision, calls: contrast?.id };
        const written = await act.append(
          db(),
          shown.card,
          scheduler,
          () => makerOf(today),
          (card) => act.makeReview(card, answer, maker),
        );
        if (!written) return null;
        made(written.event.id);
        return async () => ({
          leech: await act.leechAfter(db(), shown, written.row, today),
          wanted: null,
          ...(await placed(advanceByReview({ ...today, now: maker.now }, written.row, contrast), null)),
        });
      }, "once"),
  };
}

/**
 * What a piece of work comes to, or something else where that takes too long; the work goes on, and nobody hears of it.
 * @param ms how long it is waited for
 */
async function atMost<T, Instead>(ms: number, work: Promise<T>, instead: Instead): Promise<T | Instead> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Instead>((resolve) => {
    timer = setTimeout(() => resolve(instead), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
