/** What belongs to this profile alone and is no part of the log. */
import type { DeckId, DeviceId } from "../../core/ids.ts";
import type { Database } from "./schema.ts";
import { write } from "./transaction.ts";
import { writeMany } from "./write-many.ts";

const DEVICE = "device";

/** The part of a transaction that is read: the rows of this profile. */
interface LocalStore {
  readonly get: (key: string) => Promise<{ readonly value: unknown } | undefined>;
}

/** Made with the database, so it is there whenever the database is. */
export async function readDevice(local: LocalStore): Promise<DeviceId> {
  return ((await local.get(DEVICE))?.value ?? "0".repeat(16)) as DeviceId;
}

export const deviceRow = (device: DeviceId) => ({ key: DEVICE, value: device });

/** How far a piece of long care has come; undefined when it has not begun. What it says is checked by who asks. */
export const readPosition = async (db: Database, job: string): Promise<unknown> =>
  (await db.get("local", positionKey(job)))?.value;

export const positionKey = (job: string): string => `job/${job}`;
export const positionRow = (job: string, value: unknown) => ({ key: positionKey(job), value });

export const keepPosition = async (db: Database, job: string, value: unknown): Promise<void> => {
  await db.put("local", positionRow(job, value));
};

/** Under which the browser's handle of the folder is kept that this device shares with others; null where it has none. */
export const SHARED_FOLDER = "shared-folder";

export const hasSharedFolder = async (db: Database): Promise<boolean> =>
  ((await readPosition(db, SHARED_FOLDER)) ?? null) !== null;

/** As `keepPosition`. @returns whether another stood there: of several who note the same at once, only one is told so */
export async function notePosition(db: Database, job: string, value: string | number): Promise<boolean> {
  const transaction = db.transaction("local", "readwrite", { durability: "strict" });
  const row = positionRow(job, value);
  const isNews = (await transaction.store.get(row.key))?.value !== value;
  if (isNews) await transaction.store.put(row);
  await transaction.done;
  return isNews;
}

/** The row that tells a deck of the user's own that was removed from one that the browser lost. */
export const removedKey = (deck: DeckId): string => `removed-deck/${deck}`;

/** All of them. */
export async function removedDecks(local: {
  readonly getAllKeys: (range: IDBKeyRange) => Promise<readonly string[]>;
}): Promise<ReadonlySet<DeckId>> {
  const before = removedKey("" as DeckId);
  const keys = await local.getAllKeys(IDBKeyRange.bound(before, `${before}\uffff`));
  return new Set(keys.map((key) => key.slice(before.length) as DeckId));
}

export const isRemoved = async (db: Database, deck: DeckId): Promise<boolean> =>
  (await db.getKey("local", removedKey(deck))) !== undefined;

const MADE_ANEW = "made-anew/";

/** The key of what is kept here for speed alone, and may be gone at any time; it may be large. */
export const madeAnewKey = (name: string): string => `${MADE_ANEW}${name}`;

export const isMadeAnewKey = (key: unknown): boolean => typeof key === "string" && key.startsWith(MADE_ANEW);

const RESTORING = "restoring";

/**
 * Before the first event is put back: from here to `endRestoring` the database may hold part of a log, and nothing may be
 * shown from it. On the disk when the promise resolves.
 * @param device who the profile was; null where nothing tells
 */
export async function beginRestoring(db: Database, device: DeviceId | null): Promise<void> {
  const rows = [{ key: RESTORING, value: true }, ...(device === null ? [] : [deviceRow(device)])];
  await write(db, ["local"], (transaction) => writeMany(transaction.objectStore("local"), "put", rows));
}

export const endRestoring = (db: Database): Promise<void> => db.delete("local", RESTORING);

/** Whether a restore was begun that is not done. */
export const isRestoring = async (db: Database): Promise<boolean> =>
  // The first version of the database had no such store.
  db.objectStoreNames.contains("local") && (await db.getKey("local", RESTORING)) !== undefined;
