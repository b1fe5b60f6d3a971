/** What becomes of each fact: asked, met before its first question, told on another card, or left out and why. */
import type { Met } from "../asking/met.ts";
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import type { Draft } from "../making/draft.ts";

export interface FactStanding {
  readonly fact: Fact;
  /** The cards that ask it, by template. */
  readonly asked: readonly string[];
  readonly isMet: boolean;
  /** The card that tells it, where none asks it. */
  readonly toldBy: string | null;
  /** Why it is neither asked nor told; null when it is. */
  readonly leftOut: string | null;
}

export function coverageOf(source: DeckSource, drafts: readonly Draft[], met: Met): FactStanding[] {
  return source.facts.map((fact) => ({
    fact,
    asked: drafts.filter((draft) => draft.fact.id === fact.id).map(({ template }) => template),
    isMet: fact.met ?? met.bringsNewWord(fact),
    toldBy: fact.shownIn ?? null,
    leftOut: fact.leftOut ?? null,
  }));
}

/** One line: "fgf23-maker: asked (forward, reverse), met first". */
export function standingLine({ fact, asked, isMet, toldBy, leftOut }: FactStanding): string {
  const ways = [
    ...(asked.length > 0 ? [`asked (${asked.join(", ")})`] : []),
    ...(isMet && leftOut === null ? ["met first"] : []),
    ...(toldBy === null ? [] : [`told by ${toldBy}`]),
    ...(leftOut === null ? [] : [`left out: ${leftOut}`]),
  ];
  return `${fact.id}: ${ways.length === 0 ? "neither asked nor told" : ways.join(", ")}`;
}
