/**
 * Where the second record is kept: it must not be lost by what loses IndexedDB. Found by damaging real profiles, see
 * tests/faults/tear.test.ts:
 *
 * - Chromium keeps IndexedDB, the private file system's names (OPFS), storage.local and localStorage each in a LevelDB,
 *   which all break in the same way when a write is cut short; a power cut can tear two of them at once. The cache
 *   storage keeps each entry in a file of its own.
 * - Firefox deletes everything of an origin, IndexedDB included, when the small database that names the files of OPFS
 *   is damaged. storage.local stands in a folder of its own.
 */
import type { Place } from "../../core/log/place.ts";
import { browser } from "../browser.ts";
import { cacheFiles } from "./cache-files.ts";
import { storageFiles } from "./storage-files.ts";

/** The place of the second record, or null where the browser has none. */
export async function recordFiles(): Promise<Place | null> {
  try {
    // Two pages could write the same file at once. Browsers have them, unless a setting of theirs takes them away.
    if (!("locks" in navigator)) throw new Error("this browser has no locks");
    return browser.runtime.getURL("").startsWith("moz-extension:") ? storageFiles() : await cacheFiles();
  } catch (error) {
    console.error("there is no place for a second record:", error);
    return null;
  }
}
