import forceCloseDatabase from "fake-indexeddb/lib/forceCloseDatabase";
import { unwrap } from "idb";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";

interface RawDatabase {
  readonly connections: readonly IDBDatabase[];
}

/**
 * Closes every connection to the database, as Chromium does on "Force close".
 * @param except one that stays open, for a test to look with
 * @returns how many there were
 */
export async function forceClose(except?: Database): Promise<number> {
  const seen = except ?? (await openDatabase());
  const { _rawDatabase: raw } = unwrap(seen) as IDBDatabase & { readonly _rawDatabase: RawDatabase };
  const others = raw.connections.filter((connection) => connection !== unwrap(seen));
  for (const connection of others) forceCloseDatabase(connection);
  if (except === undefined) seen.close();
  return others.length;
}
