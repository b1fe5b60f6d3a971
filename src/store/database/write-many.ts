import { type IDBPObjectStore, unwrap } from "idb";
import type { OsteonDB, StoreName } from "./schema.ts";

type WritableStore<Name extends StoreName> = IDBPObjectStore<OsteonDB, StoreName[], Name, "readwrite">;

/**
 * Writes rows side by side. Only the last is waited for, since what is heard of each takes as long as to write it. No list
 * of promises does that: a row that is refused at once, as one that cannot be copied, ends the list before anybody listens
 * to those that were asked for, and they fail with the transaction.
 * @param how `add` where a key that is taken must fail
 * @throws what the first request that failed says; it has ended the transaction
 */
export async function writeMany<Name extends StoreName>(
  store: WritableStore<Name>,
  how: "add" | "put",
  rows: readonly OsteonDB[Name]["value"][],
): Promise<void> {
  const last = rows.at(-1);
  if (last === undefined) return;
  const plain = unwrap(store);
  let failed: DOMException | null = null;
  const onerror = (event: Event): void => {
    if (event.target instanceof IDBRequest) failed ??= event.target.error;
    // Further up it would be taken for the end of the transaction, which nobody waits for yet.
    event.stopPropagation();
  };
  try {
    for (const row of rows.slice(0, -1)) plain[how](row).onerror = onerror;
    await store[how](last);
  } catch (error) {
    throw failed ?? error;
  }
}
