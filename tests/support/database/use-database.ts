/** A database for each test of a file, on fake-indexeddb. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach } from "vitest";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { deleteDatabase } from "./db-steps.ts";

/**
 * To be called once, at the top of a test file. What the test opens besides, it closes itself.
 * @param begin gets a new, empty database before each test, and may fill it; it is deleted after the test
 */
export function useDatabase(begin: (opened: Database) => unknown): void {
  let db: Database | undefined;
  beforeEach(async () => {
    db = await openDatabase();
    await begin(db);
  });
  afterEach(async () => {
    db?.close();
    await deleteDatabase();
  });
}
