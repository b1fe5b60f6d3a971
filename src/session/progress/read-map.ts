import { grouped } from "../../core/grouped.ts";
import type { FactId } from "../../core/ids.ts";
import type { DeckMap } from "../../core/map/deck-map.ts";
import { type MapFact, mapFact } from "../../core/map/line-state.ts";
import { modelFor } from "../../core/memory/model.ts";
import { nowAt } from "../../core/time/now.ts";
import type { Clock } from "../../platform/clock.ts";
import { type PlacedRow, statesInPieces } from "../../store/decks/all-cards.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";

/** A map with what is known of its facts today; those that are missing were not begun. */
export interface KnownMap {
  readonly map: DeckMap;
  readonly facts: ReadonlyMap<FactId, MapFact>;
}

/**
 * The maps of decks that are here.
 * @param load those that came with the extension
 */
export async function readMaps(
  db: Database,
  clock: Clock,
  load: () => Promise<readonly DeckMap[]>,
): Promise<readonly KnownMap[]> {
  const [all, settings, here] = await Promise.all([load(), readSettings(db), db.getAllKeys("decks")]);
  const maps = all.filter(({ deck }) => here.includes(deck));
  const { today } = nowAt(clock.nowMs(), clock.offsetAt, settings.rolloverHour);
  const model = modelFor(settings);
  const drawn = new Set(maps.flatMap(({ statements }) => Object.keys(statements)));
  const cards: PlacedRow[] = [];
  for await (const piece of statesInPieces(db)) {
    cards.push(...piece.filter(({ fact, retired }) => !retired && drawn.has(fact)));
  }
  const facts = new Map([...grouped(cards, ({ fact }) => fact)].map(([id, own]) => [id, mapFact(own, today, model)]));
  return maps.map((map) => ({ map, facts }));
}
