/** The one way in: a folder of facts becomes a deck, or an error that says all that is wrong with it. */
import type { Deck } from "../src/core/deck/deck.ts";
import { type Generated, generate } from "./generate.ts";
import { loadDeck } from "./load.ts";
import { DeckError } from "./problems.ts";
import { checkDeck, tellFinding } from "./rules/index.ts";
import type { Finding } from "./rules/rule.ts";
import type { DeckSource } from "./source.ts";
import { makeWorld } from "./world.ts";

export interface Checked extends Generated {
  readonly source: DeckSource;
  readonly findings: readonly Finding[];
}

/** Loads, generates and judges, without refusing a deck that breaks a rule. */
export async function checkFolder(folder: string): Promise<Checked> {
  return judge(await loadDeck(folder));
}

export function judge(source: DeckSource): Checked {
  const generated = generate(source);
  return { source, ...generated, findings: checkDeck({ source, world: makeWorld(source), ...generated }) };
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
