import { openGuarded } from "../../copies/record/open-guarded.ts";
import { systemClock } from "../../platform/clock.ts";
import { isInContainer } from "../../platform/container.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { readKeeping } from "../cards/kept-knowledge.ts";
import type { Knowledge } from "../cards/read-facts.ts";

/**
 * What is known today, for a page that has no session. It keeps no connection, so that it is in no other page's way.
 * @returns null in a container, which sees nothing of what is stored outside of it
 * @throws TroubleError where the database cannot be opened
 */
export async function readKnowledgeAlone(): Promise<Knowledge | null> {
  if (await isInContainer()) return null;
  const { db } = await openGuarded({}, async () => recordFiles());
  try {
    return await readKeeping(db, systemClock);
  } finally {
    db.close();
  }
}
