import { type Case, cushing, inBone, moonChoice, plainCard, tide, wrong } from "./bad-card.ts";
import { addCard, both, card, dropCard, fact, tides } from "./support.ts";

const COPIED = "In the text, cells express aromatase and can locally convert what arrives.";

/** What Q14 to Q20 and the rules of the whole deck must notice: options, feedback, order and ids. */
export const DECK_CASES: readonly Case[] = [
  tide(
    "Q14",
    "a wrong option that is true",
    "moon-makes-tides/choice",
    both(
      fact("moon-makes-tides", { triple: ["moon", "produces", "tides"] }),
      card("moon-makes-tides/choice", wrong(0, { is: "sun" })),
    ),
    /the wrong option "sun" is true/,
  ),
  inBone(
    "Q14",
    "a true distractor from outside the article",
    "sclerostin-lowers-formation/choice",
    addCard("sclerostin-lowers-formation/choice", {
      ...plainCard,
      asks: "subject",
      front: "Which signal from bone lowers bone formation?",
      wrong: [
        { is: "dkk1", why: "DKK1 is another signal of bone." },
        { is: "fgf23", why: "FGF23 regulates phosphate." },
      ],
    }),
    /the wrong option "dkk1" is true/,
  ),
  inBone(
    "Q14",
    "a true option in the words of a wrong one",
    "sclerostin-lowers-formation/choice",
    addCard("sclerostin-lowers-formation/choice", {
      ...plainCard,
      asks: "subject",
      front: "Which signal from bone lowers bone formation?",
      wrong: [
        { is: "osteocalcin", text: "DKK1", why: "DKK1 is another signal of bone." },
        { is: "fgf23", why: "FGF23 regulates phosphate." },
      ],
    }),
    /the option "DKK1" does not say "osteocalcin"/,
  ),
  inBone(
    "Q14",
    "an option whose words fit the key as well",
    "fgf23-phosphate/choice",
    addCard("fgf23-phosphate/choice", {
      ...plainCard,
      front: "Which mineral does FGF23 chiefly regulate in the blood?",
      wrong: [
        { is: "potassium", text: "Potassium phosphate", why: "Potassium is regulated by other hormones." },
        { is: "magnesium", why: "Magnesium is regulated by the kidneys themselves." },
      ],
    }),
    /"Potassium phosphate" does not say "potassium"/,
  ),
  tide(
    "Q14",
    "an option that names its neighbor",
    "moon-makes-tides/choice",
    card("moon-makes-tides/choice", wrong(0, { text: "Mars, not Venus" })),
    /"Mars, not Venus" names "Venus", which is another option/,
  ),
  inBone(
    "Q14",
    "a key that names a wrong option",
    "cushing-cortisol/choice",
    cushing({ answer: "Cortisol, not aldosterone" }),
    /"Cortisol, not aldosterone" names "aldosterone"/,
  ),
  tide(
    "Q14",
    "two options that read the same",
    "moon-makes-tides/choice",
    card("moon-makes-tides/choice", wrong(0, { text: "*The* moon" })),
    /two options read "The moon"/,
  ),
  tide(
    "Q14",
    "an option of another class",
    "moon-makes-tides/choice",
    card("moon-makes-tides/choice", wrong(0, { is: "friction" })),
    /"friction" is a force/,
  ),
  tide(
    "Q14",
    "two options",
    "moon-makes-tides/choice",
    card("moon-makes-tides/choice", { wrong: moonChoice?.wrong.slice(1) ?? [] }),
    /has 2 options/,
  ),
  tide(
    "Q14",
    "the longest option",
    "moon-makes-tides/choice",
    card("moon-makes-tides/choice", wrong(0, { text: "Mars, the fourth planet from the Sun" })),
    /tell by their length/,
  ),
  ...["doesn't", "doesn’t", "cannot", "never"].map((word) =>
    tide(
      "Q15",
      `a question with ${word}`,
      "tides-slow-rotation/forward",
      card("tides-slow-rotation/forward", { front: `Which motion is it that the tide ${word} slow?` }),
      new RegExp(`"${word}" has to stand in capitals`),
    ),
  ),
  tide(
    "Q15",
    "a question with neither",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motion, neither old nor new, do the tides slow?" }),
    /asks with "neither", but the data say nothing/,
  ),
  tide(
    "Q15",
    "a question with nor",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motion, NOR any other, do the tides slow?" }),
    /asks with "NOR", but the data say nothing/,
  ),
  tide(
    "Q15",
    "a negative question",
    "moon-makes-tides/choice",
    card("moon-makes-tides/choice", { front: "Which celestial body does not make the tides?" }),
    /has to stand in capitals/,
  ),
  inBone(
    "Q15",
    "two odd ones out",
    "pth-maker/choice",
    card("pth-maker/choice", {
      wrong: [
        { is: "cortisol", why: "Cortisol is a hormone too." },
        { is: "fgf23", why: "FGF23 is made in bone." },
      ],
    }),
    /"cortisol" is an odd one out as well/,
  ),
  tide(
    "Q16",
    "a card that repeats another",
    "tides-slow-rotation/forward-again",
    addCard("tides-slow-rotation/forward-again", {
      ...plainCard,
      front: "Which motion do tides slow, little by little?",
      answer: "The Earth's rotation",
    }),
    /repeats tides-slow-rotation\/forward/,
  ),
  tide(
    "Q16",
    "a fourth card of a fact",
    "moon-makes-tides/reverse",
    addCard("moon-makes-tides/cloze", { ...plainCard, asks: "subject", front: "The main maker of tides is the ___." }),
    /more than 3/,
  ),
  tide(
    "Q17",
    "a reverse with two answers",
    "moon-makes-tides/reverse",
    fact("moon-makes-tides", { triple: ["moon", "produces", "tides"] }),
    /backwards the fact has 2 answers/,
  ),
  tide(
    "Q18",
    "a reason of four words",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { background: "Because they do so." }),
    /the reason has 4 words/,
  ),
  inBone(
    "Q18",
    "a copied run",
    "pth-calcium/reverse",
    card("pth-calcium/reverse", { background: COPIED }),
    /stands in the source word for word/,
  ),
  inBone(
    "Q18",
    "a copied run in the glossary",
    "osteoblast",
    (source) => ({
      ...source,
      terms: source.terms.map((term) => (term.id === "osteoblast" ? { ...term, definition: COPIED } : term)),
    }),
    /stands in the source word for word/,
  ),
  ...(["before", "now", "why"] as const).map((part) =>
    inBone(
      "Q18",
      `a copied run in what a correction says (${part})`,
      "pth-calcium",
      fact("pth-calcium", {
        revision: 2,
        corrections: [{ revision: 2, before: "So it was.", now: "So it is.", why: "Said so.", [part]: COPIED }],
      }),
      /stands in the source word for word/,
    ),
  ),
  tide(
    "Q18",
    "an option that is not explained",
    "moon-makes-tides/choice",
    card("moon-makes-tides/choice", wrong(0, { why: "It has nothing at all to do with it." })),
    /does not speak of it/,
  ),
  tide(
    "Q19",
    "a confusable pair without contrast",
    "second-deck",
    both(dropCard("neap-tide-time/contrast"), dropCard("spring-tide-time/contrast")),
    /no contrast card parts them/,
  ),
  tide(
    "Q19",
    "a missing mirror",
    "second-deck",
    dropCard("neap-tide-time/contrast"),
    /lacks the mirror with "neap-tide"/,
  ),
  tide(
    "Q20",
    "a pathway without a gap",
    "moon-makes-tides/pathway",
    card("moon-makes-tides/pathway", { steps: ["tides", { slows: "rotation" }] }),
    /0 gaps/,
  ),
  tide(
    "coverage",
    "a core fact without a card",
    "tides-slow-rotation",
    fact("tides-slow-rotation", { cards: {} }),
    /no card grades it/,
  ),
  tide(
    "coverage",
    "a card that waits for ever",
    "moon-makes-tides/choice",
    dropCard("moon-makes-tides/reverse"),
    /could not be reached/,
  ),
  tide(
    "coverage",
    "a deck too small",
    "second-deck",
    (source) => ({ ...source, facts: source.facts.slice(0, 3) }),
    /12 cards|cards, 10 to 16/,
  ),
  tide(
    "ids",
    "a renamed id",
    "tides-slow-rotation/forward",
    both(
      addCard(
        "tides-slow-rotation/forward-new",
        tides.facts.find(({ id }) => id === "tides-slow-rotation")?.cards.forward ?? plainCard,
      ),
      dropCard("tides-slow-rotation/forward"),
    ),
    /was shipped and is gone/,
  ),
  tide(
    "ids",
    "an id that was not entered",
    "tides-slow-rotation/forward",
    (source) => ({
      ...source,
      shippedIds: source.shippedIds.filter((id) => id !== "second-deck/tides-slow-rotation/forward"),
    }),
    /is new/,
  ),
  tide(
    "ids",
    "a chain of renames that leads nowhere",
    "moon-and-sea/forward",
    (source) => ({
      ...source,
      history: {
        ...source.history,
        renamed: { "moon-and-sea/forward": "moon-pulls/forward", "moon-pulls/forward": "moon/nowhere" },
      },
    }),
    /history.yaml and ends at "moon\/nowhere", which does not exist/,
  ),
  tide(
    "ids",
    "a rename that leads nowhere",
    "moon-pulls/forward",
    (source) => ({ ...source, history: { ...source.history, renamed: { "moon-pulls/forward": "moon/nowhere" } } }),
    /which does not exist/,
  ),
];
