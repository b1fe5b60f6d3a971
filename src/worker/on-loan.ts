/** Work on the data that reaches the second record, which a worker has only on loan. */
import { type Guarded, openGuarded } from "../copies/record/open-guarded.ts";
import { type Borrowed, borrowed, type Lent } from "../jobs/outside.ts";
import { recordLock } from "../platform/record/lock.ts";
import { type Trouble, TroubleError } from "../store/database/trouble.ts";

/**
 * Opens the database with the second record beside it, and closes it after the work.
 * @throws TroubleError why it cannot be opened, or why the browser closed it meanwhile
 */
export async function onLoan<R>(lent: Lent, work: (guarded: Guarded, outside: Borrowed) => Promise<R>): Promise<R> {
  const outside = borrowed(lent, recordLock);
  let closed: Trouble | null = null;
  const onClosed = (why: Trouble): void => {
    closed = why;
  };
  try {
    const guarded = await openGuarded({ onClosed }, async () => outside.place);
    try {
      return await work(guarded, outside);
    } catch (cause) {
      throw closed === null ? cause : new TroubleError(closed, { cause });
    } finally {
      await guarded.journaled();
      guarded.db.close();
    }
  } finally {
    lent.port.close();
  }
}
