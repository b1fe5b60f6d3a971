/** Where browsers keep what the extension stores, and ways to damage it while they are closed. */
import { appendFileSync, existsSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OwnDriver } from "../support/extension/driver.ts";

const hostOf = ({ url }: OwnDriver): string => new URL(url("popup")).hostname;

/** The folder of Chromium's LevelDB for all IndexedDB databases of the extension. */
export const chromiumDatabase = (driver: OwnDriver): string =>
  join(driver.profile, "Default/IndexedDB", `chrome-extension_${hostOf(driver)}_0.indexeddb.leveldb`);

/** Chromium's folder for the second record, an entry in each file. */
export const chromiumRecord = ({ profile }: OwnDriver): string => join(profile, "Default/Service Worker/CacheStorage");

/** Firefox's folder for all that pages of the extension store, the database among it. */
export const firefoxOrigin = (driver: OwnDriver): string =>
  join(driver.profile, "storage/default", `moz-extension+++${hostOf(driver)}`);

/** Firefox's folder for storage.local, where the second record is. */
export const firefoxRecord = (driver: OwnDriver): string => `${firefoxOrigin(driver)}^userContextId=4294967295`;

/** The files below a folder whose path within it fits. */
export const filesIn = (folder: string, fits: RegExp): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => fits.test(path.slice(folder.length)));

/** What a write to LevelDB's log that is cut short leaves behind at its end. */
const HEADER = Buffer.from([9, 9, 9, 9, 200, 0, 1]);
export const TEARS = {
  "three of a header's seven bytes": Buffer.from([1, 2, 3]),
  "a header without its payload": HEADER,
  "half a payload": Buffer.concat([HEADER, Buffer.alloc(90, 7)]),
} as const;

/** Of so many bytes a log consists: https://github.com/google/leveldb/blob/main/doc/log_format.md */
const BLOCK_BYTES = 32_768;

/**
 * Appends bytes to the newest log of a LevelDB. Only what lies at the end of a log and within one block is taken for a write that
 * was cut short: where they would reach the end of a block it is filled up first, as LevelDB does it.
 */
export function tearLevelDb(folder: string, tail: Buffer): void {
  const log = readdirSync(folder)
    .filter((name) => /^\d+\.log$/.test(name))
    .sort()
    .at(-1);
  if (log === undefined) throw new Error(`no log in ${folder}`);
  const room = BLOCK_BYTES - (statSync(join(folder, log)).size % BLOCK_BYTES);
  appendFileSync(join(folder, log), Buffer.concat([Buffer.alloc(room > tail.length ? 0 : room), tail]));
}

/** Cuts a file to half its length. */
export const halve = (path: string): void => truncateSync(path, Math.floor(statSync(path).size / 2));

export function removeFolder(folder: string): void {
  if (!existsSync(folder)) throw new Error(`${folder} is not there`);
  rmSync(folder, { recursive: true });
}

/** Overwrites a file with bytes that mean nothing. */
export function garble(path: string): void {
  const size = statSync(path).size;
  writeFileSync(path, Buffer.alloc(Math.max(1, size), 0xa5));
}
