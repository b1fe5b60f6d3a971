import { isDiskFull } from "./disk.ts";
import { type Trouble, TroubleError, writeTrouble } from "./trouble.ts";

/**
 * Why something was not written, for the user. A full disk wears many faces, and Chromium wears several of them in turn:
 * QuotaExceededError, UnknownError with the words of its own storage, a connection that closes, an opening that fails.
 * So where an error does not say it, the browser is asked how much room is left.
 */
export const whyNotWritten = (error: unknown): Promise<Trouble> => orDiskFull(writeTrouble(error));

/** Why a database could not be opened or read, for the user. */
export const whyNotRead = (error: unknown): Promise<Trouble> =>
  orDiskFull(error instanceof TroubleError ? error.trouble : "databaseUnreadable");

/** Those that may come of a full disk as well as of something else. */
const UNCERTAIN: ReadonlySet<Trouble> = new Set([
  "connectionLost",
  "databaseUnreadable",
  "upgradeFailed",
  "noPlaceForCopy",
  "notSaved",
]);

/** The trouble, unless a full disk may be what lies behind it and is found to be. */
export const orDiskFull = async (trouble: Trouble): Promise<Trouble> =>
  UNCERTAIN.has(trouble) && (await isDiskFull()) ? "diskFull" : trouble;
