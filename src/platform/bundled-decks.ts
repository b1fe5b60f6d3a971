import * as v from "valibot";
import browser from "webextension-polyfill";
import type { Deck, DeckSource } from "../core/deck.ts";
import type { DeckId } from "../core/ids.ts";

const deckId = v.pipe(
  v.string(),
  v.transform((text) => text as DeckId),
);
const indexSchema = v.array(v.object({ id: deckId, version: v.string() }));

/** The decks that came with this version of the extension. */
export const bundledDecks: DeckSource = {
  versions: async () => v.parse(indexSchema, await readJson("decks/index.json")),
  // Our own build's file, checked when it was made, so its shape is not checked again.
  deck: async (id) => (await readJson(`decks/${id}.json`)) as Deck,
};

async function readJson(path: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(path));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}
