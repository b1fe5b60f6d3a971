/** Bad decks that hide in links: facts that explain one another no more, one step asked under two ids. */
import { type Case, inBone, plainCard } from "./bad-card.ts";
import { addCard, both } from "./support.ts";

export const LINK_CASES: readonly Case[] = [
  inBone(
    "coverage",
    "a deck that lost all its links from fact to fact",
    "bone-hormones",
    (source) => ({ ...source, facts: source.facts.map((each) => ({ ...each, because: [] })) }),
    /0 links from fact to fact, at least 60 are wanted/,
  ),
  inBone(
    "Q16",
    "one step that is asked under two ids",
    "fgf23-calcitriol/reverse",
    both(addCard("fgf23-calcitriol/reverse", plainCard), addCard("fgf23-vitamin-d/reverse", plainCard)),
    /is one of 5 cards on one step \(fgf23 lowers calcitriol\), more than 3/,
  ),
];
