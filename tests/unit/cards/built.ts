/** The deck of bone as it is built: what its tests look at together, since building it takes a second. */
import { buildDeck } from "../../../cards/index.ts";
import { BONE_FOLDER } from "./support.ts";

export const boneDeck = await buildDeck(BONE_FOLDER);
