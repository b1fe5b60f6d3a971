/**
 * After an upgrade every event of before must be there, and everything must follow from the log. Until that is known the
 * files that were written before it stay: they tell at the next opening that an upgrade was not verified, too.
 */
import * as v from "valibot";
import type { DeckSource } from "../../core/deck/deck.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { keepPosition, readPosition } from "../../store/local.ts";
import type { Database } from "../../store/open.ts";
import { checkSome } from "../check/check.ts";
import type { Place } from "../place.ts";
import type { GoOn } from "../replicate.ts";
import { takeIn } from "../take-in.ts";
import { countParts, preparedUpgrades, readUpgradeEvents, removeUpgradeFile } from "./upgrade-file.ts";

const EVENTS_JOB = "upgrade-events";
const CHECK_JOB = "upgrade-check";

/** How far it has come: to which file of which version, and to which event in it. */
const position = v.object({ version: v.number(), part: v.number(), events: v.number() });
type Position = v.InferOutput<typeof position>;

/** Events of one step. */
const AT_ONCE = 1000;

/** The upgrades of this database that are not verified yet, by the versions they came from. */
export const unverifiedUpgrades = async (db: Database, place: Place): Promise<readonly number[]> =>
  // One that was prepared and then failed has changed nothing.
  preparedUpgrades(await place.list()).filter((version) => version < db.version);

/**
 * Goes on while there is time; taken up again by the next call.
 * @returns whether every upgrade is verified, and its files gone
 */
export async function verifyUpgrades(
  db: Database,
  place: Place,
  { decks, scheduler }: { readonly decks: DeckSource; readonly scheduler: Scheduler },
  goOn: GoOn,
): Promise<boolean> {
  for (const version of await unverifiedUpgrades(db, place)) {
    if (!(await takeInEvents(db, place, version, goOn))) return false;
    const tools = { db, place: null, decks, scheduler, read: new Map() };
    const checked = await checkSome(tools, CHECK_JOB, goOn);
    if (!checked) return false;
    await removeUpgradeFile(place, version);
    await keepPosition(db, EVENTS_JOB, null);
  }
  return true;
}

/** The first half alone, for whoever has just upgraded: no event is lacking when the first card is shown. */
export async function takeInUpgrades(db: Database, place: Place, goOn: GoOn): Promise<void> {
  for (const version of await unverifiedUpgrades(db, place)) await takeInEvents(db, place, version, goOn);
}

/** @returns whether the database has them all now, as far as the files can be read */
async function takeInEvents(db: Database, place: Place, version: number, goOn: GoOn): Promise<boolean> {
  const parts = await countParts(place, version);
  if (parts === null) throw new Error(`what was written before the upgrade from ${version} cannot be read`);
  // What became of an event of version 1 depends on others, so all of its files are read at once.
  const most = version === 1 ? parts : 1;
  let at = await readAt(db, version);
  while (at.part < parts) {
    const { events, whole } = await readUpgradeEvents(place, version, at.part, most);
    if (!whole) console.error(`some of what was written before the upgrade from ${version} cannot be read`);
    for (let done = at.events; done < events.length; done += AT_ONCE) {
      const lacked = await takeIn(db, events.slice(done, done + AT_ONCE));
      if (lacked > 0) console.error(`the upgrade from ${version} had lost ${lacked} events`);
      await keepPosition(db, EVENTS_JOB, { ...at, events: done + AT_ONCE } satisfies Position);
      if (!goOn()) return false;
    }
    at = { version, part: at.part + most, events: 0 };
    await keepPosition(db, EVENTS_JOB, at);
  }
  return true;
}

async function readAt(db: Database, version: number): Promise<Position> {
  const kept = v.safeParse(position, await readPosition(db, EVENTS_JOB));
  return kept.success && kept.output.version === version ? kept.output : { version, part: 0, events: 0 };
}
