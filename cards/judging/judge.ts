/** Generates a deck and holds it to the rules. Pure: it runs in a browser as it does in Node. */
import type { DeckSource } from "../files/source.ts";
import { type Generated, generate } from "../generate.ts";
import { checkDeck } from "../rules/index.ts";
import type { Finding } from "../rules/rule.ts";
import { type Text, textsOf } from "../rules/texts.ts";

export interface Checked extends Generated {
  /** Every text that a learner can see. */
  readonly texts: readonly Text[];
  readonly findings: readonly Finding[];
}

/** @throws {DeckError} when no deck can be made at all; a deck that breaks a rule is not refused */
export function judge(source: DeckSource): Checked {
  const generated = generate(source);
  const texts = textsOf(generated.source, generated.drafts);
  return { ...generated, texts, findings: checkDeck({ world: generated.around.world, texts, ...generated }) };
}
