import { READS, rowsIn, watchRequests } from "./watch-requests.ts";

/** What a piece of work has read and written, in rows of the database. */
export interface RowCounts {
  readonly read: number;
  readonly written: number;
}

const WRITES = ["put", "add"];

/** Counts the rows, and keys of rows, that pass between the database and a piece of work. */
export async function countRows(work: () => Promise<unknown>): Promise<RowCounts> {
  let read = 0;
  let written = 0;
  const count = (method: string, _: IDBObjectStore, result: unknown): void => {
    if (WRITES.includes(method)) written++;
    else read += rowsIn(result);
  };
  await watchRequests([...READS, ...WRITES], count, work);
  return { read, written };
}
