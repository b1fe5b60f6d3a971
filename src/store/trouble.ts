/** What can go wrong with the database, by what the user can do about it. Each has a sentence of its own. */
const TROUBLES = [
  "databaseNewer",
  "databaseClosed",
  "connectionLost",
  "otherTabs",
  "databaseForbidden",
  "databaseUnreadable",
  "upgradeFailed",
  "diskFull",
  "notSaved",
  "deckMissing",
] as const;
export type Trouble = (typeof TROUBLES)[number];

const NAME = "TroubleError";

/** An error whose cause the user can be told in a plain sentence. */
export class TroubleError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(trouble, options);
    this.name = NAME;
    this.trouble = trouble;
  }

  /**
   * By what it says, not by its class: every bundle that is loaded later brings a class of its own (see
   * scripts/build/later.mjs), and what is thrown in one is caught in another.
   */
  static override [Symbol.hasInstance](value: unknown): value is TroubleError {
    if (!(value instanceof Error) || value.name !== NAME) return false;
    return "trouble" in value && TROUBLES.some((trouble) => trouble === value.trouble);
  }
}

/** The trouble that an unknown error means for someone whose grade, setting or file was not written. */
export function writeTrouble(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "diskFull" : "notSaved";
}
