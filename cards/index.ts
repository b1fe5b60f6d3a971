/** The one way in: a folder of facts becomes a deck, or an error that says all that is wrong with it. */
import type { Deck } from "../src/core/deck.ts";
import { generate } from "./generate.ts";
import { loadDeck } from "./load.ts";

/**
 * Builds the deck of a folder that holds a deck.yaml.
 * @throws {DeckError} with a message that lists every problem, with file and fact or card and rule
 */
export async function buildDeck(folder: string): Promise<Deck> {
  const source = await loadDeck(folder);
  const { deck } = generate(source);
  return deck;
}
