import { type Database, openDatabase } from "../db/open.ts";

/**
 * Opens the database for one piece of work and closes it again: a background that sleeps most of the time must not
 * stand in the way of an upgrade.
 */
export async function withDatabase<R>(work: (db: Database) => Promise<R>): Promise<R> {
  const db = await openDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
