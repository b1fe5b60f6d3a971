import { Refusal } from "../refusal.ts";

/** A collection of a million reviews takes about 100 MB. */
export const MAX_UNPACKED_BYTES = 300_000_000;
/** What SQLite keeps packs to a third or a tenth; nothing that is worth reading packs to a hundredth. */
const MAX_RATIO = 100;
/** Below this the ratio does not matter: a new collection is mostly empty pages. */
const ALWAYS_BYTES = 16_000_000;

/**
 * Looks at what something would unpack to before memory is taken for it.
 * @param packed bytes that it takes
 * @param unpacked bytes that it says it holds, or can hold at most
 * @param most another limit, for a backup and for tests
 * @throws Refusal `tooLarge` or `swells`
 */
export function checkUnpackedSize(packed: number, unpacked: number, most = MAX_UNPACKED_BYTES): void {
  if (unpacked > most) throw new Refusal("tooLarge");
  if (unpacked > ALWAYS_BYTES && unpacked > packed * MAX_RATIO) throw new Refusal("swells");
}
