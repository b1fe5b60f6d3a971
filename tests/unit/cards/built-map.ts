/** The map of the bundled deck: what its tests look at together, since laying it out takes two seconds. */
import { buildMap } from "../../../cards/map/index.ts";
import type { DeckMap } from "../../../src/core/map/deck-map.ts";
import { boneDeck } from "./built.ts";
import { BONE_FOLDER } from "./support.ts";

export const boneMap = await mapOfFolder();

async function mapOfFolder(): Promise<DeckMap> {
  const built = await buildMap(BONE_FOLDER, boneDeck);
  if (!built) throw new Error("the deck has a map.yaml");
  return built;
}
