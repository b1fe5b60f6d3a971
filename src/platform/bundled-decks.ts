import type { Deck, DeckSource } from "../core/deck/deck.ts";
import type { DeckId } from "../core/ids.ts";
import type { DeckMap } from "../core/map/deck-map.ts";

/** The decks that came with this version of the extension: our own build's files, checked when they were made. */
export const bundledDecks: DeckSource = {
  versions: () => readJson<Pick<Deck, "id" | "version">[]>("decks/index.json"),
  deck: (id) => readJson<Deck>(`decks/${id}.json`),
};

/** Their maps; not every deck has one. */
export async function bundledMaps(): Promise<readonly DeckMap[]> {
  const ids = await readJson<DeckId[]>("maps/index.json");
  return Promise.all(ids.map((id) => readJson<DeckMap>(`maps/${id}.json`)));
}

/** @param path from the folder of the extension; asked for without the browser's own functions, which a worker has not */
async function readJson<T>(path: string): Promise<T> {
  const response = await fetch(`/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}
