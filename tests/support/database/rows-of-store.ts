import { ROW_READS, rowsIn, watchRequests } from "./watch-requests.ts";

/** How many rows of a store, not keys, a piece of work has been handed; each as often as it was. */
export async function rowsReadOf(store: string, work: () => Promise<unknown>): Promise<number> {
  let read = 0;
  const count = (_: string, { name }: IDBObjectStore, result: unknown): void => {
    if (name === store) read += rowsIn(result);
  };
  await watchRequests(ROW_READS, count, work);
  return read;
}
