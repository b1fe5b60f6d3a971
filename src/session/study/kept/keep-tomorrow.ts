/**
 * Once nothing is left of a study day, keeps what the next one begins with: its first page then waits for no database. It is
 * read once for each reading of the day, when the page is at rest.
 */
import { endOfToday } from "../../../core/time/now.ts";
import { keepText, readKeptText } from "../../../platform/kept-text.ts";
import { logFailure } from "../../../platform/log-failure.ts";
import type { Today } from "../../../store/today/today.ts";
import { hereAt } from "../../common/kept-here.ts";
import { whenIdle } from "../../common/when-idle.ts";
import { type KeptQuestion, keptIn } from "./kept-card.ts";

export interface TomorrowKeeper {
  /** Nothing is left of this day, as it was read. */
  readonly over: (today: Today) => void;
  /** Something else is in front. */
  readonly notOver: () => void;
}

/** What is kept for the day after this one; null where that is nothing. */
function keptForTomorrow(text: string | null, { now }: Pick<Today, "now">): KeptQuestion | null {
  const startMs = endOfToday(now);
  const kept = keptIn(text, hereAt(startMs));
  return kept?.at.nowMs === startMs ? kept : null;
}

/**
 * @param read gives the text to be kept; of the same card as was kept before, what does not change stays
 * @param onKept another text is kept now
 */
export function tomorrowKeeper(
  read: (today: Today, before: KeptQuestion | null) => Promise<string | null>,
  onKept: () => void,
): TomorrowKeeper {
  let over: Today | null = null;
  let isFirst = true;
  let isReading = false;

  const keep = async (today: Today): Promise<void> => {
    const before = readKeptText();
    // Whoever keeps or forgets something meanwhile knows better, also where nothing was kept before.
    const mark = before ?? `read at ${performance.now()}`;
    if (before === null) keepText(mark);
    const text = await read(today, keptForTomorrow(before, today)).catch((error: unknown) => {
      console.error("what the next day begins with cannot be read:", error);
      return null;
    });
    if (readKeptText() !== mark) return;
    const kept = over === today ? text : before;
    if (kept === mark) return;
    keepText(kept);
    onKept();
  };
  const keepUntilRead = async (): Promise<void> => {
    let kept: Today | null = null;
    for (await whenIdle(); over !== null && over !== kept; await whenIdle()) {
      kept = over;
      await keep(kept);
    }
    isReading = false;
  };

  return {
    over(today) {
      if (today === over) return;
      // What the page before has kept stays until this one has read it anew; what this one has read since is another day.
      if (!isFirst || keptForTomorrow(readKeptText(), today) === null) keepText(null);
      isFirst = false;
      over = today;
      if (isReading) return;
      isReading = true;
      logFailure("keeping what the next day begins with", keepUntilRead());
    },
    notOver() {
      over = null;
    },
  };
}
