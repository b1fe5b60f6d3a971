/** The same in Node and in a browser, and without waiting: hashes that ids, verdicts and versions of decks are made of. */
import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The hash of a text's UTF-8 bytes, in hex. */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)));
