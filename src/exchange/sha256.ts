import { hexOf } from "../core/hex.ts";

/** SHA-256 as the platform makes it, of whole buffers only; as 64 lower-case hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
