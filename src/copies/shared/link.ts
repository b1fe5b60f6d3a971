/** What this device knows of the folder that it shares. It belongs to the profile, and is in no file that leaves it. */
import * as v from "valibot";
import { keepPosition, notePosition, readPosition, SHARED_FOLDER } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import type { Passphrase } from "./encrypted.ts";
import type { Exchanged } from "./exchange.ts";
import { MOST_NAME } from "./heads.ts";

const [NAME, PASSPHRASE, LAST] = ["shared-name", "shared-passphrase", "shared-last"];
const [UNFINISHED, STOPPED] = ["shared-unfinished", "shared-stopped"];

/** The browser's handle of the folder, as the database gives it back; null where none was chosen. */
export const readFolder = async (db: Database): Promise<unknown> => (await readPosition(db, SHARED_FOLDER)) ?? null;

export const keepFolder = (db: Database, handle: unknown): Promise<void> => keepPosition(db, SHARED_FOLDER, handle);

/** What the user calls this device; empty where nothing was said. */
export async function readName(db: Database): Promise<string> {
  const name = await readPosition(db, NAME);
  return typeof name === "string" ? name : "";
}

export const keepName = (db: Database, name: string): Promise<void> =>
  keepPosition(db, NAME, name.trim().slice(0, MOST_NAME));

export async function readPassphrase(db: Database): Promise<Passphrase | null> {
  const kept = await readPosition(db, PASSPHRASE);
  return typeof kept === "object" && kept !== null && "key" in kept && "salt" in kept ? (kept as Passphrase) : null;
}

export const keepPassphrase = (db: Database, passphrase: Passphrase | null): Promise<void> =>
  keepPosition(db, PASSPHRASE, passphrase);

/**
 * Whether an exchange was begun that had no time for all of it, or was ended with its page: then the background goes on with
 * it. Where the user stopped it, it does not before they ask for one.
 */
export const isUnfinished = async (db: Database): Promise<boolean> =>
  (await readPosition(db, UNFINISHED)) === 1 && !(await isStopped(db));

/** Whether the user stopped an exchange and has not asked for one since: until then nothing begins one by itself. */
export const isStopped = async (db: Database): Promise<boolean> => (await readPosition(db, STOPPED)) === 1;

export const noteUnfinished = async (db: Database, unfinished: boolean): Promise<void> => {
  await notePosition(db, UNFINISHED, unfinished ? 1 : 0);
};

/** What the user said last: that it should stop, or that it should be done. An exchange that is complete ends it too. */
export const noteStopped = async (db: Database, stopped: boolean): Promise<void> => {
  await notePosition(db, STOPPED, stopped ? 1 : 0);
};

const atMs = v.pipe(v.number(), v.integer());
const last = v.object({
  givenAtMs: v.nullable(atMs),
  takenAtMs: v.nullable(atMs),
  taken: v.number(),
  passedOver: v.number(),
  unreadable: v.number(),
  newer: v.optional(v.number(), 0),
  others: v.array(v.object({ name: v.string(), atMs, events: v.number() })),
});

/** What became of the last exchanges. */
export type LastExchange = v.InferOutput<typeof last>;

/** Null where there was none. */
export async function readLast(db: Database): Promise<LastExchange | null> {
  const kept = v.safeParse(last, await readPosition(db, LAST));
  return kept.success ? kept.output : null;
}

/** @param nowMs Unix time in ms */
export async function keepLast(db: Database, done: Exchanged, nowMs: number): Promise<void> {
  if (done.complete) await noteStopped(db, false);
  const before = await readLast(db);
  const news = done.taken > 0;
  const now: LastExchange = {
    givenAtMs: done.complete ? nowMs : (before?.givenAtMs ?? null),
    takenAtMs: news ? nowMs : (before?.takenAtMs ?? null),
    taken: news ? done.taken : (before?.taken ?? 0),
    passedOver: done.passedOver,
    unreadable: done.unreadable,
    newer: done.newer,
    others: done.others.map(({ name, atMs: given, events }) => ({ name, atMs: given, events })),
  };
  await keepPosition(db, LAST, now);
}
