import { type Case, inBone, tide } from "./bad-card.ts";
import { card } from "./support.ts";

/** What Q4, Q5 and Q17 must notice of answers that say nothing, of shared roots and of sides that nothing closes. */
export const SIDE_CASES: readonly Case[] = [
  inBone(
    "Q4",
    "an answer of two pronouns",
    "pth-raises-calcium/forward-direction",
    card("pth-raises-calcium/forward-direction", { answer: "It raises it" }),
    /"It raises it" does not say what it moves/,
  ),
  inBone(
    "Q5",
    "a root that question and answer share",
    "calcitriol-gut/reverse",
    (source) => ({
      ...source,
      deck: { ...source.deck, common: source.deck.common.filter((each) => each !== "calci-") },
    }),
    /share a root: calcium\/calcitriol/,
  ),
  tide(
    "Q5",
    "the answer inside a longer word",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motion of an unearthly kind do the tides slow?" }),
    /share a root: unearthly\/earth/,
  ),
  inBone(
    "Q17",
    "the main maker asked for what it makes",
    "fgf23-maker/forward",
    card("fgf23-maker/forward", { where: [], front: "Which hormone are osteocytes the main makers of?" }),
    /"is the main maker of" promises one subject for each object/,
  ),
];
