import type { StoreName } from "../../../src/store/database/schema.ts";
import { READS, watchRequests } from "./watch-requests.ts";

/** What a piece of work asks of the database. */
export interface RequestCounts {
  /** Readings, each step of a cursor for itself. */
  readonly reads: number;
  /** The same, of each store. */
  readonly of: Partial<Record<StoreName, number>>;
  readonly transactions: number;
}

/** Counts what passes to the browser and back while a piece of work goes on: each request costs it, however little it finds. */
export async function countRequests(work: () => Promise<unknown>): Promise<RequestCounts> {
  const of: Partial<Record<StoreName, number>> = {};
  const transactions = new Set<IDBTransaction>();
  const count = (_: string, { name, transaction }: IDBObjectStore): void => {
    const store = name as StoreName;
    of[store] = (of[store] ?? 0) + 1;
    transactions.add(transaction);
  };
  await watchRequests(READS, count, work);
  return { reads: Object.values(of).reduce((sum, one) => sum + one, 0), of, transactions: transactions.size };
}
