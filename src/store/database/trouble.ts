/**
 * What can go wrong with the database, by what the user can do about it. Each has a sentence of its own, the message
 * `trouble_…`; where files are read and written it is one of the problems of the exchange, see `exchange/problem.ts`.
 */
export type Trouble =
  | "databaseNewer"
  | "databaseClosed"
  | "connectionLost"
  | "otherTabs"
  | "upgrading"
  | "databaseForbidden"
  | "databaseUnreadable"
  | "upgradeFailed"
  | "noPlaceForCopy"
  | "diskFull"
  | "notSaved"
  | "deckMissing";

/** An error whose cause the user can be told in a plain sentence. */
export class TroubleError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(trouble, options);
    this.name = "TroubleError";
    this.trouble = trouble;
  }
}

/** The trouble that an unknown error means for someone whose grade, setting or file was not written. */
export function writeTrouble(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  return error instanceof DOMException && isNoRoom(error) ? "diskFull" : "notSaved";
}

/** Chromium also answers UnknownError, with the code of its storage in the words: FILE_ERROR_NO_SPACE. */
const isNoRoom = ({ name, message }: DOMException): boolean =>
  name === "QuotaExceededError" || message.includes("FILE_ERROR_NO_SPACE");
