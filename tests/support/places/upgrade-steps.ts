/** Steps of the contracts on the copy that is made before an upgrade. */
import { openGuarded } from "../../../src/copies/record/open-guarded.ts";
import { beforeUpgrade } from "../../../src/copies/record/second-record.ts";
import { FILE_ROWS } from "../../../src/copies/upgrade/upgrade-sources.ts";
import { verifyUpgrades } from "../../../src/copies/upgrade/verify-upgrade.ts";
import type { DeckSource } from "../../../src/core/deck/deck.ts";
import type { DeckId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import type { Place } from "../../../src/core/log/place.ts";
import { VERSION } from "../../../src/store/database/schema.ts";
import { MIGRATIONS, type Upgrade } from "../../../src/store/opening/migrations.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { unpackJson } from "../../../src/store/segments/pack.ts";
import { equal, rejects } from "../database/check.ts";
import { deleteDatabase, scheduler } from "../database/db-steps.ts";
import { idsOf, reviews } from "../database/long-log.ts";
import { addRows, wholeLog } from "../database/whole-log.ts";

export const NO_DECKS: DeckSource = { versions: async () => [], deck: () => Promise.reject(new Error("no deck")) };
export const OWN = "own-deck" as DeckId;
export const SEAL = `upgrade-${VERSION}.json`;
export const isPart = (name: string): boolean => /^upgrade-\d+-\d+\.gz$/.test(name);

/** Loses the first and the last events. */
const losing: Upgrade = async (_, transaction) => {
  const events = transaction.objectStore("events");
  const last = (await events.getAllKeys()).at(-1) ?? 0;
  await events.delete(IDBKeyRange.upperBound(3));
  await events.delete(IDBKeyRange.lowerBound(last - 2));
};
const migrations: readonly Upgrade[] = [...MIGRATIONS, losing];

/** A database of the present version, with a row for each event. */
export async function putLog(events: readonly Envelope[]): Promise<void> {
  await deleteDatabase();
  const db = await openDatabase();
  await addRows(db, events);
  db.close();
}

/** Verifies the upgrade and expects this log. */
export async function expectVerified(db: Database, place: Place, log: readonly Envelope[]): Promise<void> {
  const verified = await verifyUpgrades(db, place, { decks: NO_DECKS, scheduler }, () => true);
  equal([verified, db.version], [true, VERSION + 1], "verified, version");
  equal(idsOf(await wholeLog(db)), idsOf(log), "the log");
  equal(
    (await place.list()).filter((name) => name.startsWith("upgrade-")),
    [],
    "the files",
  );
}

/** Names only those that differ. */
export function expectIds(actual: readonly Envelope[], expected: readonly Envelope[], what: string): void {
  const [here, wanted] = [new Set(idsOf(actual)), new Set(idsOf(expected))];
  equal(
    idsOf(expected).filter((id) => !here.has(id)),
    [],
    `${what}: what is lost`,
  );
  equal(
    idsOf(actual).filter((id) => !wanted.has(id)),
    [],
    `${what}: what is too much`,
  );
}

export const open = (place: Place) => openGuarded({ migrations }, async () => place);

/** Takes so many files of rows and no more. */
export function endingAfter(place: Place, files: number): Place {
  let left = files;
  return {
    ...place,
    write: (name, bytes) =>
      isPart(name) && left-- === 0 ? Promise.reject(new Error("ended")) : place.write(name, bytes),
  };
}

/** A copy that was stopped after two files, and a database that has lost some of the rows in them since. @returns the log */
export async function stopped(place: Place, version: number): Promise<readonly Envelope[]> {
  const log = reviews(2 * FILE_ROWS + 50);
  await putLog(log);
  const db = await openDatabase();
  await rejects(beforeUpgrade(db, endingAfter(place, 2), version), "the copy that was ended");
  await db.delete("events", IDBKeyRange.upperBound(2500));
  db.close();
  return log;
}

export interface CopiedRow {
  readonly store: string;
  readonly key: unknown;
  readonly value: unknown;
}

export async function copiedRows(place: Place): Promise<CopiedRow[]> {
  const rows: CopiedRow[] = [];
  for (const name of (await place.list()).filter(isPart)) {
    const bytes = await place.read(name);
    if (bytes) rows.push(...((await unpackJson(bytes)) as CopiedRow[]));
  }
  return rows;
}

/** Resolves once it is called. */
export function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
