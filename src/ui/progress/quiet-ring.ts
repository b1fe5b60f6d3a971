/** All that a quiet page shows of the ring, in one module that is loaded once the page is drawn. */
export { readKnowledgeAlone } from "../../session/progress/read-alone.ts";
export { FactRing, studiedDeck } from "./done-ring.ts";
