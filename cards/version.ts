/** A deck's version is a hash of its content: same content, same version. */
import { createHash } from "node:crypto";
import type { Deck } from "../src/core/deck/deck.ts";

export const versionOf = (deck: Omit<Deck, "version">): string =>
  createHash("sha256").update(JSON.stringify(deck)).digest("hex").slice(0, 16);
