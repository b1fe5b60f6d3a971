import { zipContent } from "../archive/zip-content.ts";
import { zipEntries } from "../archive/zip-directory.ts";
import { type Failed, failed } from "../problem.ts";
import { Refusal } from "../refusal.ts";
import { REFUSED } from "../refused.ts";
import { MOST_BACKUP_BYTES } from "./backup-format.ts";

/** What the programs of a desktop add to an archive by themselves. */
const ADDED = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

const isPackage = (name: string): boolean => /\.(apkg|colpkg)$/i.test(name);
/** A package is packed itself: what packs it once more makes it little smaller, unless it was made to fill a machine. */
const MOST_SWOLLEN = 4;

/**
 * The backup, or the package of Anki, in an archive that the user or a program for mail packed it into: the one file in it
 * that ends so. A package is itself an archive, of several files.
 * @returns null where the archive holds something else, as a package does
 * @throws whatever the browser says of a file that cannot be read any more
 */
export async function backupInZip(file: Blob): Promise<{ readonly content: Blob } | Failed | null> {
  try {
    const entries = (await zipEntries(file)).filter(({ name }) => !name.endsWith("/") && !ADDED.test(name));
    const [backup, ...others] = entries;
    if (!backup || others.length > 0 || !/\.(json|apkg|colpkg)$/i.test(backup.name)) return null;
    if (isPackage(backup.name) && backup.size > MOST_SWOLLEN * backup.packed + 65_536) throw new Refusal("swells");
    if (isPackage(backup.name)) return { content: new Blob([await zipContent(file, backup)]) };
    // A backup may be larger than a package: whatever is read as it is, is read out of an archive as well.
    if (backup.size > MOST_BACKUP_BYTES) return failed("backup_tooLarge");
    return { content: new Blob([await zipContent(file, backup, MOST_BACKUP_BYTES)]) };
  } catch (error) {
    // An archive that is damaged is no package of Anki either, and its reader says so.
    if (!(error instanceof Refusal)) throw error;
    return error.reason === "noArchive" ? null : failed(REFUSED[error.reason]);
  }
}
