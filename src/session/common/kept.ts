/** What texts that are kept for the next page have in common: what they depend on, and being read without trust. */

/** What must be as it was, or what was kept may be something else by now. */
export interface Circumstances {
  /** Of the extension: another one may draw it otherwise. */
  readonly version: string;
  /** Of the messages, a BCP 47 tag. */
  readonly language: string;
  /** Before this instant it is not shown. */
  readonly nowMs: number;
  /** Of local time from UTC, in minutes: the study day ends at another instant elsewhere. */
  readonly offsetMinutes: number;
  /** Whether single keys act: what is drawn names those that do. */
  readonly singleKeyShortcuts: boolean;
}

interface ForATime {
  readonly at: Circumstances;
  /** The clock alone changes what is shown at this instant. */
  readonly untilMs: number;
}

/** Whether something was kept under the circumstances of this page, and for its time. */
export function isStill({ at, untilMs }: ForATime, here: Circumstances): boolean {
  const isSamePlace = (["version", "language", "offsetMinutes", "singleKeyShortcuts"] as const).every(
    (what) => at[what] === here[what],
  );
  // A clock that was set back may be on another day as well.
  return isSamePlace && here.nowMs >= at.nowMs && here.nowMs < untilMs;
}

/** The value of a text; null where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The fields of an object; none of what is no object. */
export const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
