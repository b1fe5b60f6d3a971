import { type Guarded, openGuarded } from "../copies/open-guarded.ts";
import { recordFiles } from "../platform/record/files.ts";

/**
 * Opens the database for one piece of work and closes it again: a background that sleeps most of the time must not
 * stand in the way of an upgrade.
 */
export async function withDatabase<R>(work: (guarded: Guarded) => Promise<R>): Promise<R> {
  const guarded = await openGuarded({}, recordFiles);
  try {
    return await work(guarded);
  } finally {
    await guarded.recorded();
    guarded.db.close();
  }
}
