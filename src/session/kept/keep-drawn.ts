import { readKeptText, replaceKeptText } from "../../platform/kept-text.ts";
import { here } from "./here.ts";
import { type Kept, type KeptCard, keptIn } from "./kept-card.ts";

/**
 * Keeps with the kept card what pages look like with it, where that is not kept yet. What is kept otherwise meanwhile stays.
 * @param draw gives for each page what it can read again
 */
export async function keepDrawn(draw: (card: KeptCard) => Promise<NonNullable<Kept["drawn"]>>): Promise<void> {
  const text = readKeptText();
  const kept = keptIn(text, here());
  if (text === null || kept === null || kept.drawn) return;
  replaceKeptText(text, JSON.stringify({ ...kept, drawn: await draw(kept.card) } satisfies Kept));
}
