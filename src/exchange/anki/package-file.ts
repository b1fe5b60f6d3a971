import { zipContent } from "../archive/zip-content.ts";
import { zipEntries } from "../archive/zip-directory.ts";
import { unpackZstd } from "../zstd/unpack.ts";

/** The newest form first: beside it stands an old one that only says "please update". */
const COLLECTIONS = ["collection.anki21b", "collection.anki21", "collection.anki2"] as const;

/**
 * The database of a package, unpacked; undefined where it holds none. Pictures and sounds beside it, and older forms of
 * it, are neither read nor unpacked.
 * @throws Refusal that says why it is not unpacked
 */
export async function collectionOf(file: Blob): Promise<Uint8Array | undefined> {
  const entries = await zipEntries(file);
  for (const name of COLLECTIONS) {
    const entry = entries.find((one) => one.name === name);
    if (!entry) continue;
    const content = await zipContent(file, entry);
    return name === "collection.anki21b" ? unpackZstd(content) : content;
  }
  return undefined;
}
