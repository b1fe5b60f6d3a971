/**
 * After an upgrade every event of before must be there, and everything must follow from the log. Until that is known the
 * files that were written before it stay: they tell at the next opening that an upgrade was not verified, too.
 */
import * as v from "valibot";
import type { DeckSource } from "../../core/deck/deck.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";
import { keepPosition, readPosition } from "../../store/database/local.ts";
import { hasEvents } from "../../store/log/has-events.ts";
import type { Database } from "../../store/opening/open.ts";
import { checkSome } from "../check/check.ts";
import type { GoOn } from "../place/copying.ts";
import { setAside } from "../place/torn-files.ts";
import { isUnreadable, removeLongUnreadable } from "../place/unreadable-files.ts";
import { lackingOfVersion1 } from "../place/version-1-record.ts";
import { lackingAmong, takeIn, takeInWhile } from "../take-in/take-in.ts";
import { isReadable, isTornPart, readUpgradeEvents, readVersion1Share, type UpgradeEvents } from "./upgrade-file.ts";
import {
  begunUpgrades,
  partName,
  partsThere,
  preparedUpgrades,
  removeUpgradeFile,
  sealedParts,
  unsealedUpgrades,
} from "./upgrade-seal.ts";

/** One for each version: one whose files are damaged stays for ever, and must not stop another. */
const eventsJob = (version: number): string => `upgrade-events/${version}`;
const CHECK_JOB = "upgrade-check";

/**
 * How far it has come: to which file, to which event in it, and whether every file before could be read; and of which of these
 * the log could not be given an event, see `TakenIn`.
 */
const position = v.object({
  part: v.number(),
  events: v.number(),
  whole: v.boolean(),
  unmended: v.optional(v.array(v.number()), []),
});
type Position = v.InferOutput<typeof position>;

/**
 * `damaged`: what can be done with these files is done, and what cannot be read of them will never be known. `unmended`: they hold
 * what the log does not take just now.
 */
type Outcome = "done" | "stopped" | "damaged" | "unmended";

/** Events of one step. */
const AT_ONCE = 1000;
/** About so many files' worth of version 1 is in memory at once. */
const PARTS_AT_ONCE = 4;

/** The upgrades of this database that are not verified yet, by the versions they came from. */
const unverifiedUpgrades = async (db: Database, place: Place): Promise<readonly number[]> =>
  unverifiedAmong(await place.list(), db);

/** One that was prepared and then failed has changed nothing. */
const unverifiedAmong = (names: readonly string[], { version: present }: Database): readonly number[] =>
  preparedUpgrades(names).filter((version) => version < present);

/**
 * What stands with the upgrades of this database. `damaged`: what was written before one cannot be read, so it will never
 * be known whether everything came through; nothing goes on any more.
 */
export async function upgradeStanding(db: Database, place: Place): Promise<"verified" | "pending" | "damaged"> {
  const standings = await Promise.all(
    (await unverifiedUpgrades(db, place)).map(async (version) => {
      const parts = await sealedParts(place, version);
      const at = await readAt(db, version);
      // Of a later version than the first, what can be read is taken in all the same.
      const isRead = version === 1 || at.part >= (parts?.length ?? 0);
      return parts === null || (isRead && !at.whole) ? "damaged" : "pending";
    }),
  );
  return standings.find((one) => one === "pending") ?? standings[0] ?? "verified";
}

/**
 * Goes on while there is time; taken up again by the next call. An upgrade whose files are damaged is never verified: they
 * stay, it stays pending, and the database stands as it was upgraded.
 * @returns whether every upgrade is verified, and its files gone
 */
export async function verifyUpgrades(
  db: Database,
  place: Place,
  { decks, scheduler }: { readonly decks: DeckSource; readonly scheduler: Scheduler },
  goOn: GoOn,
): Promise<boolean> {
  let all = true;
  const names = await place.list();
  if (begunUpgrades(names).length === 0) return true;
  for (const version of unverifiedAmong(names, db)) {
    const outcome = await takeInEvents(db, place, version, goOn);
    if (outcome === "stopped") return false;
    if (outcome !== "done") {
      all = false;
      continue;
    }
    const tools = { db, place: null, decks, scheduler, read: new Map() };
    const checked = await checkSome(tools, CHECK_JOB, goOn);
    if (!checked) return false;
    await removeUpgradeFile(place, version);
    await keepPosition(db, eventsJob(version), null);
  }
  // What was begun before the database was made anew, or whose removal was broken off.
  const left = unsealedUpgrades(await place.list()).filter((version) => version < db.version);
  for (const version of left) all = (await takeInLeft(db, place, version, goOn)) && all;
  return all;
}

/**
 * A copy that was never sealed may have read what the database could not read any more when it was made anew. Its files go
 * one by one, each once all that can be read of it is in the log; those of version 1 together, see `stepsFor`. The bytes of one
 * that is torn stay under another name, and one that cannot be read stays for a day.
 * @returns whether they are gone: not where it was stopped, one cannot be read just now, or the log did not take an event
 */
async function takeInLeft(db: Database, place: Place, version: number, goOn: GoOn): Promise<boolean> {
  const parts = await partsThere(place, version);
  const left: number[] = [];
  for (const some of version === 1 ? [parts] : parts.map((part) => [part])) {
    const torn: number[] = [];
    for (const part of some) if (await isTornPart(place, version, part)) torn.push(part);
    const others = some.filter((part) => !torn.includes(part));
    const { events, whole } = await readUpgradeEvents(place, version, others);
    // One whose bytes cannot be had just now.
    if (!whole) {
      left.push(...some);
      continue;
    }
    const lacked = await lackedOf(db, version, events);
    if (lacked.length > 0) console.error(`a stopped copy of version ${version} holds ${lacked.length} events more`);
    // Only these, so that each call brings some, however little time it has.
    await takeInWhile(db, lacked, { goOn });
    if ((await lackedOf(db, version, lacked)).length > 0) return false;
    for (const part of others) await place.remove(partName(version, part));
    for (const part of torn) if (!(await setAside(place, partName(version, part)))) left.push(part);
    if (!goOn()) return false;
  }
  await removeUpgradeFile(place, version, left);
  const unreadable: string[] = [];
  for (const name of left.map((part) => partName(version, part)))
    if (await isUnreadable(place, name)) unreadable.push(name);
  // With nothing in the log, what cannot be read is all that tells of what was lost.
  if (unreadable.length > 0 && !(await hasEvents(db))) return false;
  return (await removeLongUnreadable(db, place, unreadable)) && unreadable.length === left.length;
}

/** What the log has not, or cannot read. Settings of version 1 may be older than those that were saved since. */
async function lackedOf(db: Database, version: number, events: readonly Envelope[]): Promise<readonly Envelope[]> {
  if (version === 1)
    return lackingOfVersion1(
      db,
      events.filter(({ kind }) => kind !== "setting"),
    );
  const { lacking, unreadable } = await lackingAmong(db, events, false);
  return [...lacking, ...unreadable];
}

/**
 * The first half alone, for whoever has just upgraded: no event is lacking when the first card is shown. Never fails: what
 * follows it, copying above all, must not wait for a file that cannot be read.
 */
export async function takeInUpgrades(db: Database, place: Place, goOn: GoOn): Promise<void> {
  try {
    for (const version of await unverifiedUpgrades(db, place)) await takeInEvents(db, place, version, goOn);
  } catch (error) {
    console.error("an upgrade could not be verified yet:", error);
  }
}

/** Gives the database what it lacks of the events of before. */
async function takeInEvents(db: Database, place: Place, version: number, goOn: GoOn): Promise<Outcome> {
  const parts = await sealedParts(place, version);
  const steps = parts === null ? [] : stepsFor(place, version, parts);
  let at = await readAt(db, version);
  for (let step = steps[at.part]; step && (at.whole || version !== 1); step = steps[at.part]) {
    const { events, whole } = await step();
    for (let done = at.events; done < events.length; done += AT_ONCE) {
      const { taken, unmended } = await takeIn(db, events.slice(done, done + AT_ONCE));
      if (taken > 0) console.error(`the upgrade from ${version} had lost ${taken} events`);
      if (unmended.size > 0) at = { ...at, unmended: [...new Set([...at.unmended, at.part])] };
      await keepPosition(db, eventsJob(version), { ...at, events: done + AT_ONCE } satisfies Position);
      if (!goOn()) return "stopped";
    }
    at = { ...at, part: at.part + 1, events: 0, whole: at.whole && whole };
    await keepPosition(db, eventsJob(version), at);
    if (at.part < steps.length && !goOn()) return "stopped";
  }
  for (const part of at.unmended) {
    const { events, whole } = (await steps[part]?.()) ?? { events: [], whole: false };
    const { complete, unmended } = await takeInWhile(db, events, { goOn });
    if (!complete) return "stopped";
    if (!whole || unmended.size > 0) continue;
    at = { ...at, unmended: at.unmended.filter((other) => other !== part) };
    await keepPosition(db, eventsJob(version), at);
    if (!goOn()) return "stopped";
  }
  if (at.unmended.length > 0) return "unmended";
  if (parts !== null && at.whole) return "done";
  console.error(`what was written before the upgrade from ${version} is damaged, and stays unverified`);
  return "damaged";
}

type UpgradeStep = () => Promise<UpgradeEvents>;

/**
 * A file at each step. What became of an event of version 1 depends on the others of its card, wherever these stand; and
 * none is taken in where a file is missing, since a review may get another id without that one, and would count twice. So
 * it is first seen whether each file can be read, and then the log is read by shares of its cards.
 */
function stepsFor(place: Place, version: number, parts: readonly number[]): readonly UpgradeStep[] {
  if (version !== 1)
    return parts.map(
      (part): UpgradeStep =>
        () =>
          readUpgradeEvents(place, version, [part]),
    );
  const shares = Math.max(1, Math.ceil(parts.length / PARTS_AT_ONCE));
  return [
    ...parts.map(
      (part): UpgradeStep =>
        async () => ({ events: [], whole: await isReadable(place, version, part) }),
    ),
    ...Array.from(
      { length: shares },
      (_, number): UpgradeStep =>
        () =>
          readVersion1Share(place, parts, { number, of: shares }),
    ),
  ];
}

async function readAt(db: Database, version: number): Promise<Position> {
  const kept = v.safeParse(position, await readPosition(db, eventsJob(version)));
  return kept.success ? kept.output : { part: 0, events: 0, whole: true, unmended: [] };
}
