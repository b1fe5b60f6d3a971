/** Which days of a log say what its learner does now. */

/** What somebody does now says more of the days to come than what was done a year ago. */
const LOOK_BACK_DAYS = 90;
/** Longer without an answer is an absence; less is the learner's habit. */
const LONGEST_BREAK_DAYS = 30;

export interface LookBack {
  /** By place: how many days back the day is, 0 for the last one. From the oldest on. */
  readonly back: Int32Array;
  /** Days of an absence that are left out; 0 where there is none. */
  readonly absentDays: number;
}

/**
 * Up to 90 days, fewer where the log is younger. An absence of more than 30 days that reaches into the last 90 is left
 * out, and older days are looked back on instead: who is back goes on as before it, and does not mean to go away again.
 * Only the last one: who is often away that long has a habit.
 * @param studied how many days back something was answered, in any order; not below 0
 */
export function lookBack(studied: Iterable<number>): LookBack {
  const days = [...new Set(studied)].sort((a, b) => a - b);
  const oldest = days.at(-1) ?? -1;
  let absent = { after: -1, length: 0 };
  // So many days back something was done, after which nothing was up to today.
  let later = -1;
  for (const day of days) {
    const length = day - later - 1;
    if (length > LONGEST_BREAK_DAYS && later + 1 < LOOK_BACK_DAYS) {
      absent = { after: later, length };
      break;
    }
    later = day;
  }
  const count = Math.min(LOOK_BACK_DAYS, Math.max(0, oldest + 1 - absent.length));
  const back = Int32Array.from({ length: count }, (_, place) => {
    const kept = count - 1 - place;
    return kept <= absent.after ? kept : kept + absent.length;
  });
  return { back, absentDays: absent.length };
}
