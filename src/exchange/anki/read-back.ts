import { checkUnpackedSize, MAX_UNPACKED_BYTES } from "../archive/limits.ts";
import { zipEntries } from "../archive/zip-directory.ts";
import { type Problem, problem } from "../problem.ts";
import { Refusal } from "../refusal.ts";

/**
 * Why a package that was just written could not be read back here; null where it can. Looks at its table of contents alone.
 * @param most bytes that a file in it may unpack to, another number for tests
 */
export async function whyNotReadBack(file: Blob, most = MAX_UNPACKED_BYTES): Promise<Problem | null> {
  try {
    for (const { packed, size } of await zipEntries(file)) checkUnpackedSize(packed, size, most);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return problem("anki_beyond");
    throw error;
  }
}
