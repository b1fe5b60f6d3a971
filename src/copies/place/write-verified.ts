import type { Place } from "../../core/log/place.ts";

/**
 * Writes a file and reads it back.
 * @throws when it is not there as it was written; then it is removed again
 */
export async function writeVerified(place: Place, name: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
  await place.write(name, content);
  const written = await place.read(name);
  if (written && sameBytes(written, content)) return;
  await place.remove(name);
  throw new Error(`${name} was not written as it should be`);
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
