import { READS, rowsIn, watchRequests } from "./watch-requests.ts";

/** The most rows and keys that one transaction has read while a piece of work went on. */
export async function mostOfOneTransaction(work: () => Promise<unknown>): Promise<number> {
  const read = new Map<IDBTransaction, number>();
  const count = (_: string, { transaction }: IDBObjectStore, result: unknown): unknown =>
    read.set(transaction, (read.get(transaction) ?? 0) + rowsIn(result));
  await watchRequests(READS, count, work);
  return Math.max(0, ...read.values());
}
