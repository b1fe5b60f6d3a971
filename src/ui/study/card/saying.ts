import { logFailure } from "../../../platform/log-failure.ts";
import { type Attempt, NO_ATTEMPT } from "../../review/attempt.ts";

/** What is chosen or typed while one card is shown once. */
export interface Saying {
  /** Takes what is typed, as long as the answer was not asked for. */
  readonly say: (more: Partial<Attempt>) => void;
  /**
   * Asks for the answer to what was said with this, once.
   * @param reveal resolves to whether the answer is shown
   */
  readonly ask: (more: Partial<Attempt>, reveal: (attempt: Attempt) => Promise<boolean>) => void;
}

/**
 * Keeps what is said of one showing of a card. The answer may take a moment to come: what is pressed or typed meanwhile changes
 * nothing, or the card would show another thing as said than the review is made of.
 * @param draw shows what is said; told also where a letter was not taken, so that its field gives it back
 */
export function saying(draw: (attempt: Attempt) => void): Saying {
  // Kept beside what is drawn: Enter may come in the instant of the last letter.
  let attempt = NO_ATTEMPT;
  let isAsked = false;
  const say = (more: Partial<Attempt>): void => {
    if (!isAsked) attempt = { ...attempt, ...more };
    draw({ ...attempt });
  };
  const answered = async (shown: Promise<boolean>): Promise<void> => {
    try {
      // Where something else was being written, say, it can be asked for again.
      isAsked = await shown;
    } catch (error) {
      isAsked = false;
      throw error;
    }
  };
  return {
    say,
    ask(more, reveal) {
      if (isAsked) return;
      say(more);
      isAsked = true;
      logFailure("showing the answer", answered(reveal(attempt)));
    },
  };
}
