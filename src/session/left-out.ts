import { TroubleError } from "../store/database/trouble.ts";
import { type LeftOut, readLeftOut } from "../store/decks/left-out.ts";
import { openDatabase } from "../store/opening/open.ts";
import { troubleText } from "./common/trouble-text.ts";

export type { LeftOut } from "../store/decks/left-out.ts";

/** What each deck leaves out, or the sentence that says why it cannot be read. */
export async function leftOutHere(): Promise<{ readonly decks: readonly LeftOut[] } | { readonly trouble: string }> {
  try {
    const db = await openDatabase();
    try {
      return { decks: await readLeftOut(db) };
    } finally {
      db.close();
    }
  } catch (error) {
    console.error("what the decks leave out could not be read:", error);
    return { trouble: troubleText(error instanceof TroubleError ? error.trouble : "databaseUnreadable") };
  }
}
