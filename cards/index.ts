/** The one way in: a folder of facts becomes a deck, or an error that says all that is wrong with it. */
import type { Deck } from "../src/core/deck/deck.ts";
import { DeckError } from "./files/problems.ts";
import { type Checked, judge } from "./judging/judge.ts";
import { readingSheet, SHEET_STYLE } from "./judging/sheet.ts";
import { loadDeck } from "./load.ts";
import { tellFinding } from "./rules/index.ts";

/** Loads, generates and judges, without refusing a deck that breaks a rule. */
export async function checkFolder(folder: string): Promise<Checked> {
  return judge(await loadDeck(folder));
}

/**
 * The same, with its reading sheet as a page that keeps its style in a file beside it.
 * @throws {DeckError} as `buildDeck`
 */
export async function buildWithSheet(
  folder: string,
): Promise<{ readonly deck: Deck; readonly sheet: string; readonly style: string }> {
  const checked = await checkFolder(folder);
  return { deck: passed(folder, checked), sheet: readingSheet(checked, "sheet.css"), style: SHEET_STYLE };
}

/**
 * Builds the deck of a folder that holds a deck.yaml.
 * @throws {DeckError} with a message that lists every problem, with file and fact or card and rule
 */
export async function buildDeck(folder: string): Promise<Deck> {
  return passed(folder, await checkFolder(folder));
}

function passed(folder: string, { deck, findings }: Checked): Deck {
  const failed = findings.filter(({ level }) => level === "fail");
  if (failed.length > 0) throw new DeckError(folder, failed.map(tellFinding));
  return deck;
}
