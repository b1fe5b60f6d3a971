import type { EntityId, FactId } from "../../../src/core/ids.ts";
import type { DeckMap } from "../../../src/core/map/deck-map.ts";
import type { MapFact } from "../../../src/core/map/line-state.ts";
import { liveValue } from "../../../src/session/common/live.ts";
import type { KnownMap } from "../../../src/session/progress/read-map.ts";
import { MapView } from "../../../src/ui/progress/map/MapView.tsx";
import { KNOWLEDGE } from "./knowledge.ts";
import type { State } from "./state.ts";
import { there } from "./there.ts";

/** The map of the deck that is shipped; the build puts it here. */
declare const BONE_MAP: DeckMap;

const NEW: MapFact = { cards: 1, begun: 0, recall: null, standing: "new", isDue: false };
const begun = (recall: number, isDue: boolean): MapFact => ({
  cards: 1,
  begun: 1,
  recall,
  standing: recall < 0.85 ? "fading" : "known",
  isDue,
});

/** How some facts stand, by their place in the deck. */
type Standing = (place: number) => MapFact;
const AFTER_WEEKS: Standing = (place) =>
  place > 70 ? NEW : begun(0.99 - ((place * 7) % 19) / 100, (place * 5) % 11 === 0);
const WELL_KNOWN: Standing = (place) => begun(0.99 - ((place * 7) % 6) / 100, false);
const AFTER_ABSENCE: Standing = (place) => (place > 70 ? NEW : begun(0.85 - ((place * 7) % 35) / 100, place % 4 !== 1));

function known(standing: Standing): KnownMap {
  const ids = Object.keys(BONE_MAP.statements) as FactId[];
  return { map: BONE_MAP, facts: new Map(ids.map((id, place) => [id, standing(place)])) };
}

const state = (standing: Standing, act?: State["act"]): State => ({
  layouts: ["page"],
  draw: () => (
    <main class="progress">
      <h1 class="visually-hidden">The map</h1>
      <MapView parts={{ knowledge: liveValue(KNOWLEDGE), readMaps: async () => [known(standing)] }} />
    </main>
  ),
  ...(act ? { act } : {}),
});

/** Once it is drawn, which is a promise later. */
const soon = (act: () => void) => async (): Promise<void> => {
  await there(".map-node");
  act();
};

function pick(name: string): void {
  const id = `${BONE_MAP.deck}/${name}` as EntityId;
  const node = document.querySelector(`[data-node="${id}"]`);
  node?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

function show(sheet: string): void {
  const select = document.querySelector<HTMLSelectElement>("[name=sheet]");
  if (!select) return;
  select.value = sheet;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

export const MAP_STATES: Record<string, State> = {
  "map-new": state(() => NEW),
  "map-weeks": state(AFTER_WEEKS),
  "map-known": state(WELL_KNOWN),
  "map-absence": state(AFTER_ABSENCE),
  "map-picked": state(
    AFTER_WEEKS,
    soon(() => pick("fgf23")),
  ),
  "map-words": state(
    AFTER_WEEKS,
    soon(() => document.querySelector<HTMLElement>(".map-in-words > summary")?.click()),
  ),
  "map-chapter": state(
    AFTER_WEEKS,
    soon(() => show("conditions")),
  ),
};
