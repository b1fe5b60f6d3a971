/** Work on the data that reaches the second record, which a worker has only on loan. */
import { type Guarded, openGuarded } from "../copies/record/open-guarded.ts";
import { whileOpen } from "../copies/record/while-open.ts";
import { type Borrowed, borrowed } from "../jobs/borrow.ts";
import type { Lent } from "../jobs/outside.ts";
import type { Trouble } from "../store/database/trouble.ts";

/**
 * Opens the database with the second record beside it, and closes it after the work.
 * @param onWaiting told now and then while the work waits for the lock of the second record
 * @throws TroubleError why it cannot be opened, or why the browser closed it meanwhile
 */
export async function onLoan<R>(
  lent: Lent,
  onWaiting: () => void,
  work: (guarded: Guarded, outside: Borrowed) => Promise<R>,
): Promise<R> {
  const outside = borrowed(lent, onWaiting);
  try {
    const open = (onClosed: (why: Trouble) => void) => openGuarded({ onClosed }, async () => outside.place);
    return await whileOpen(open, (guarded) => work(guarded, outside));
  } finally {
    lent.port.close();
  }
}
