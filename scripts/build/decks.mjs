import { existsSync } from "node:fs";
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";
import { bytes, foldersIn, root } from "./files.mjs";

/**
 * Every folder of cards/ that holds a deck.yaml, made into cards, a reading sheet and a map, and the lists of what there is.
 * @returns {Promise<import("./files.mjs").Files>}
 */
export async function buildDecks() {
  // A new instance at every call, so that --watch sees changed templates too.
  /** @type {typeof import("../../cards/index.ts")} */
  const { buildWithSheet } = await tsImport("../../cards/index.ts", import.meta.url);
  /** @type {typeof import("../../cards/map/index.ts")} */
  const { buildMap } = await tsImport("../../cards/map/index.ts", import.meta.url);
  /** @type {import("./files.mjs").Files} */
  const files = new Map();
  const list = [];
  const mapped = [];
  for (const name of foldersIn(join(root, "cards"))) {
    const folder = join(root, "cards", name);
    if (!existsSync(join(folder, "deck.yaml"))) continue;
    const { deck, sheet, style } = await buildWithSheet(folder);
    files.set(`decks/${deck.id}.json`, bytes(JSON.stringify(deck)));
    files.set(`sheets/${deck.id}.html`, bytes(sheet)).set("sheets/sheet.css", bytes(style));
    const map = await buildMap(folder, deck);
    if (map) {
      files.set(`maps/${deck.id}.json`, bytes(JSON.stringify(map)));
      mapped.push(deck.id);
    }
    list.push({ id: deck.id, version: deck.version });
  }
  if (list.length === 0) throw new Error("cards/ holds no deck: no folder has a deck.yaml");
  return files
    .set("maps/index.json", bytes(JSON.stringify(mapped)))
    .set("decks/index.json", bytes(JSON.stringify(list)));
}
