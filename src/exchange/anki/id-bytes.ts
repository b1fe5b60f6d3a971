import { sha256 } from "@noble/hashes/sha2.js";

/** A hash is put together in the same memory each time: to make a new one takes longer than to hash a short text. */
const [begun, hash, digest] = [sha256.create(), sha256.create(), new Uint8Array(32)];
const encoder = new TextEncoder();
/** A character takes three bytes at most. */
let bytes = new Uint8Array(1024);

/**
 * The random part of an event's id where it must follow from something, so that doing a thing twice adds nothing: the first
 * ten bytes of the SHA-256 of the text.
 */
export function idBytesOf(text: string): Uint8Array {
  if (bytes.length < 3 * text.length) bytes = new Uint8Array(3 * text.length);
  const { written } = encoder.encodeInto(text, bytes);
  begun._cloneInto(hash);
  hash.update(bytes.subarray(0, written));
  hash.digestInto(digest);
  return digest.slice(0, 10);
}
