import { type Trouble, TroubleError } from "../../store/database/trouble.ts";
import type { Guarded } from "./open-guarded.ts";

/**
 * Opens the database with the second record beside it for one piece of work, and closes it after that.
 * @param open is to tell why the browser closes it, where it does
 * @throws TroubleError why the browser closed it while the work was done; and what `open` throws
 */
export async function whileOpen<R>(
  open: (onClosed: (why: Trouble) => void) => Promise<Guarded>,
  work: (guarded: Guarded) => Promise<R>,
): Promise<R> {
  let closed: Trouble | null = null;
  const guarded = await open((why) => {
    closed = why;
  });
  try {
    return await work(guarded);
  } catch (cause) {
    throw closed === null ? cause : new TroubleError(closed, { cause });
  } finally {
    await guarded.journaled();
    guarded.db.close();
  }
}
