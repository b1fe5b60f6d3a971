import { type Case, cushing, cushingChoice, inBone, plainCard, tide } from "./bad-card.ts";
import { lure, note, term, work } from "./spoils.ts";
import { addCard, both, card, entity } from "./support.ts";

export const NUMBERED_CASES: readonly Case[] = [
  inBone(
    "Q10",
    "1: a reason that says PTH lowers calcium",
    "pth-calcium/reverse",
    card("pth-calcium/reverse", {
      reason: "The parathyroid glands watch the blood, and PTH lowers calcium whenever there is too much of it.",
      background: undefined,
    }),
    /PTH lowers calcium.* goes down, and the facts go up/,
  ),
  inBone(
    "Q11",
    "2: a note that is surer than anybody",
    "osteocalcin-debate",
    note("osteocalcin-debate", { text: "It is proven that osteocalcin cures diabetes and is always safe." }),
    /"proven" is surer than medicine is/,
  ),
  inBone(
    "Q25",
    "3: a reference that nobody can trust",
    "kuczera-2016",
    work("kuczera-2016", { doi: undefined, pmid: undefined, pmcid: undefined, url: "https://example.com/bone" }),
    /example.com is no place to cite/,
  ),
  inBone(
    "Q2",
    "4: a stem that leaves two answers",
    "sclerostin-inhibits-wnt/forward",
    addCard("sclerostin-inhibits-wnt/forward", { ...plainCard, front: "What does sclerostin inhibit?" }),
    /the question does not say "signaling pathway"/,
  ),
  inBone(
    "Q14",
    "5: a wrong option that is true in medicine",
    "cushing-cortisol/choice",
    cushing({
      kind: "hormone",
      wrong: lure("testosterone", "Testosterone is a sex hormone.")(cushingChoice.wrong),
    }),
    /nothing says that "cushing excess-of testosterone" is false/,
  ),
  inBone(
    "Q14",
    "6: a lure of another class",
    "cushing-cortisol/choice",
    cushing({
      wrong: lure("melatonin", "Melatonin is a hormone of the night.")(cushingChoice.wrong),
    }),
    /the option "melatonin" is no adrenal hormone/,
  ),
  inBone(
    "Q7",
    "7: word salad",
    "pth-calcium/reverse",
    card("pth-calcium/reverse", { front: "Chiefly PTH mineral does the in which regulate blood?" }),
    /"the in" is no English/,
  ),
  inBone(
    "Q9",
    "8: a list to write",
    "fish-vitamin-d/reverse",
    card("fish-vitamin-d/reverse", { front: "List every food that supplies vitamin D: which ones are they?" }),
    /asks for a list/,
  ),
  ...["fails to make", "is without", "is unlike the maker of"].map((verb) =>
    tide(
      "Q15",
      `9: a negative question by "${verb}"`,
      "moon-makes-tides/reverse",
      card("moon-makes-tides/reverse", { front: `Which celestial body ${verb} tides?` }),
      /(fails|without|unlike)" has to stand in capitals/,
    ),
  ),
  inBone(
    "Q16",
    "10: a duplicate in costume",
    "fgf23-maker/vignette",
    addCard("fgf23-maker/vignette", {
      ...plainCard,
      override: "scene",
      kind: "hormone",
      front: "A student asks which hormone has osteocytes as its main makers. Which is it?",
    }),
    /is no scene/,
  ),
  inBone(
    "Q27",
    "11: the definition of the answer as question",
    "kidneys-activate-vitamin-d/reverse",
    both(
      entity("kidneys", { says: "The organs that make urine out of blood." }),
      card("kidneys-activate-vitamin-d/reverse", {
        front: "Which organs, which make urine out of blood, take the last step in activating vitamin D?",
      }),
    ),
    /is the definition of its answer/,
  ),
  inBone(
    "Q10",
    "12: a term in which osteoblasts eat bone",
    "osteoblast",
    term("osteoblast", "A cell of the skeleton. Osteoblasts eat bone."),
    /Osteoblasts eat bone.* goes down, and the facts go up/,
  ),
  inBone(
    "Q13",
    "13: chapters in reverse order",
    "ckd-raises-fgf23",
    (source) => ({ ...source, deck: { ...source.deck, chapters: source.deck.chapters.toReversed() } }),
    /needs ".*", which a later chapter teaches/,
  ),
];
