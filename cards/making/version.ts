/** A deck's version is a hash of its content: same content, same version. */
import type { Deck } from "../../src/core/deck/deck.ts";
import { sha256 } from "./sha256.ts";

export const versionOf = (deck: Omit<Deck, "version">): string => sha256(JSON.stringify(deck)).slice(0, 16);
