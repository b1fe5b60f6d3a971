import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { DeckMap } from "../../../core/map/deck-map.ts";
import type { DeckFacts } from "../../../core/stats/deck-facts.ts";
import { listed } from "../../../core/stats/known-facts.ts";
import { t } from "../../../platform/i18n.ts";
import { MapDrawing } from "../map/MapDrawing.tsx";
import { knownSheet } from "../map/map-words.ts";

interface Props {
  readonly map: DeckMap;
  /** The facts that count; a line of others is drawn as not begun. */
  readonly deck: DeckFacts;
}

const nothing = (): void => {};

/**
 * The core of the map as a picture. It hides nothing: nobody is asked here, and the list under it says answers as well. How
 * strong a line is tells whoever reads it what the learner has.
 */
export function SheetMap({ map, deck }: Props): JSX.Element | null {
  const [core] = map.sheets;
  const known = useMemo(() => {
    const facts = deck.chapters.flatMap((chapter) => listed(chapter.facts));
    const open = new Map(facts.map((fact) => [fact.id, { ...fact, isDue: false }]));
    return core && knownSheet({ map, facts: open }, core);
  }, [map, core, deck]);
  if (!known) return null;
  const { width, height } = known.sheet;
  return (
    <div class="sheet-map" role="img" aria-label={t("sheetMapLabel", map.title)}>
      <div inert>
        <svg class="map" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <MapDrawing known={known} picked={null} focused={null} onPick={nothing} onFocus={nothing} />
        </svg>
      </div>
    </div>
  );
}
