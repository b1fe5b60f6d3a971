/** The one way in: a folder of facts becomes a deck, or an error that says all that is wrong with it. */
import type { Deck } from "../src/core/deck/deck.ts";
import { type Checked, judge } from "./judge.ts";
import { loadDeck } from "./load.ts";
import { DeckError } from "./problems.ts";
import { tellFinding } from "./rules/index.ts";

/** Loads, generates and judges, without refusing a deck that breaks a rule. */
export async function checkFolder(folder: string): Promise<Checked> {
  return judge(await loadDeck(folder));
}

/**
 * Builds the deck of a folder that holds a deck.yaml.
 * @throws {DeckError} with a message that lists every problem, with file and fact or card and rule
 */
export async function buildDeck(folder: string): Promise<Deck> {
  const { deck, findings } = await checkFolder(folder);
  const failed = findings.filter(({ level }) => level === "fail");
  if (failed.length > 0) throw new DeckError(folder, failed.map(tellFinding));
  return deck;
}
