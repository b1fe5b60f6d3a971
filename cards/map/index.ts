/** The map of a deck whose folder holds a map.yaml. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import type { Deck } from "../../src/core/deck/deck.ts";
import { plainText } from "../../src/core/deck/plain-text.ts";
import type { DeckMap, MapSheet } from "../../src/core/map/deck-map.ts";
import { askedFacts, graphOf } from "./graph.ts";
import { laidOut } from "./layout.ts";
import { NO_HINTS, type Plan, planSchema } from "./plan.ts";

/** @returns null where the deck has no map.yaml */
export async function buildMap(folder: string, deck: Deck): Promise<DeckMap | null> {
  const file = join(folder, "map.yaml");
  if (!existsSync(file)) return null;
  return mapOf(deck, v.parse(planSchema, parse(await readFile(file, "utf8"))));
}

/**
 * The core, and each chapter that has something to draw. All facts on one sheet would be laid out as well, with some
 * fifty crossings: nobody could read it.
 */
async function mapOf(deck: Deck, plan: Plan): Promise<DeckMap> {
  const asked = askedFacts(deck);
  const { chapters, without, with: more } = plan.core;
  const named = (names: readonly string[], id: string): boolean => names.some((name) => `${deck.id}/${name}` === id);
  const sheetOf = (id: string, title: string | null, facts: typeof asked): Promise<MapSheet> =>
    laidOut(graphOf(deck, facts, plan), { id, title, container: plan.container.title }, plan.hints[id] ?? NO_HINTS);
  const core = asked.filter(
    ({ id, chapter }) => named(more, id) || (chapters.includes(chapter) && !named(without, id)),
  );
  const sheets = [await sheetOf("core", null, core)];
  for (const { id, title } of deck.chapters) {
    const facts = asked.filter(({ chapter }) => chapter === id);
    if (facts.length > 0) sheets.push(await sheetOf(id, title, facts));
  }
  const statements = Object.fromEntries(asked.map(({ id, statement }) => [id, plainText(statement)]));
  return { deck: deck.id, title: deck.title, statements, sheets };
}
