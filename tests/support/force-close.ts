import forceCloseDatabase from "fake-indexeddb/lib/forceCloseDatabase";
import { unwrap } from "idb";
import { type Database, openDatabase } from "../../src/store/open.ts";

interface RawDatabase {
  readonly connections: readonly IDBDatabase[];
}

/**
 * Closes every connection to the database, as Chromium does on "Force close".
 * @param except one that stays open, for a test to look with
 */
export async function forceClose(except?: Database): Promise<void> {
  const seen = except ?? (await openDatabase());
  const { _rawDatabase: raw } = unwrap(seen) as IDBDatabase & { readonly _rawDatabase: RawDatabase };
  for (const connection of [...raw.connections]) if (connection !== unwrap(seen)) forceCloseDatabase(connection);
  if (except === undefined) seen.close();
}
