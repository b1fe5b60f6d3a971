import { sha1 } from "@noble/hashes/legacy.js";
import { viewOf } from "../archive/zip-directory.ts";

const encoder = new TextEncoder();

/** Anki's checksum of a note's first field: the first 32 bits of the SHA-1 of its text without markup. */
export function fieldChecksum(html: string): number {
  const text = html.replace(/<[^>]*>/g, "").replace(/&#(\d+);|&(\w+);/g, (whole, code, name) => {
    if (code !== undefined) return String.fromCodePoint(Number(code));
    return { amp: "&", lt: "<", gt: ">", quot: '"' }[String(name)] ?? whole;
  });
  // The browser's own hash answers in another turn of its loop, which takes longer than to hash a sentence here.
  return viewOf(sha1(encoder.encode(text))).getUint32(0);
}
