import { describe, expect, it } from "vitest";
import { RULES } from "../../../cards/rules/index.ts";
import type { CardSpec } from "../../../cards/schema.ts";
import { addCard, bone, both, card, dropCard, fact, failures, type Spoil, tides } from "./support.ts";

const plainCard: CardSpec = {
  where: [],
  wrong: [],
  steps: [],
  reason: "A reason long enough to pass the count of words.",
};
const moonChoice = tides.facts.find(({ id }) => id === "moon-makes-tides")?.cards.choice;
const wrong = (at: number, patch: object): Partial<CardSpec> => ({
  wrong: (moonChoice?.wrong ?? []).map((option, place) => (place === at ? { ...option, ...patch } : option)),
});

interface Case {
  readonly rule: string;
  readonly what: string;
  readonly deck: "tides" | "bone";
  readonly spoil: Spoil;
  readonly at: string;
  readonly says: RegExp;
}
const on =
  (deck: Case["deck"]) =>
  (rule: string, what: string, at: string, spoil: Spoil, says: RegExp): Case => ({ rule, what, deck, spoil, at, says });
const tide = on("tides");
const inBone = on("bone");

const CASES: readonly Case[] = [
  tide(
    "Q1",
    "a list as answer",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { answer: "The rotation and the spin" }),
    /lists several things/,
  ),
  tide(
    "Q2",
    "a question with two answers",
    "moon-makes-tides/reverse",
    fact("moon-makes-tides", { triple: ["moon", "produces", "tides"] }),
    /"sun" would be right as well/,
  ),
  inBone(
    "Q2",
    "a discriminator left out",
    "fgf23-maker/forward",
    card("fgf23-maker/forward", { kind: "signal" }),
    /"sclerostin" and "dkk1" would be right/,
  ),
  inBone(
    "Q2",
    "a discriminator that the question does not say",
    "fgf23-maker/forward",
    card("fgf23-maker/forward", { front: "What do osteocytes make?" }),
    /does not say "endocrine hormone"/,
  ),
  tide(
    "Q3",
    "a long answer",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", {
      answer: "The rotation of the Earth around an axis that leans and slowly wanders like some tired spinning top",
    }),
    /\d+ words, more than 12/,
  ),
  tide(
    "Q4",
    "a question that names nobody",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motion is slowed, little by little?" }),
    /does not name "tides"/,
  ),
  tide(
    "Q4",
    "a pronoun without a noun",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motion do they slow, these tides?" }),
    /"they" has nothing before it/,
  ),
  tide(
    "Q4",
    "a question of 26 words",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", {
      front: `Which motion do the tides slow, little by little, ${"year after year, ".repeat(6)}as we said?`,
    }),
    /more than 25/,
  ),
  tide(
    "Q5",
    "the answer in the question",
    "neap-tide-time/reverse",
    card("neap-tide-time/reverse", { front: "Which kind of tide, named neap by sailors, comes at half moon?" }),
    /gives away "neap"/,
  ),
  inBone(
    "Q5",
    "the built-in leak of PTH",
    "pth-maker/reverse",
    card("pth-maker/reverse", { front: "PTH, or parathyroid hormone, acts on bone. Which glands release it?" }),
    /gives away "parathyroid"/,
  ),
  inBone(
    "Q5",
    "the answer beside a pathway",
    "sclerostin-inhibits-wnt/pathway",
    card("sclerostin-inhibits-wnt/pathway", {
      front: "From osteocyte to builder: which pathway, Wnt for short, is inhibited by sclerostin?",
    }),
    /gives away "wnt"/,
  ),
  tide(
    "Q5",
    "a term that tells the answer just before",
    "moon-makes-tides/reverse",
    (source) => ({
      ...source,
      terms: [
        ...source.terms,
        {
          id: "maker",
          name: "Maker",
          forms: [],
          definition: "What makes a thing, as the orbiting neighbor makes the tides.",
        },
      ],
      deck: { ...source.deck, common: ["tide"] },
      entities: new Map(
        [...source.entities].map(([id, entity]) => [
          id,
          id === "moon" ? { ...entity, aka: ["orbiting neighbor"] } : entity,
        ]),
      ),
    }),
    /the term "Maker", shown just before/,
  ),
  tide(
    "Q5",
    "the number in the question",
    "time-between-tides/number",
    card("time-between-tides/number", { front: "Do about 12.4 hours pass from one high tide to the next?" }),
    /the number 12.4/,
  ),
  tide(
    "Q6",
    "a yes-or-no question",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Do the tides slow that motion?" }),
    /yes or no/,
  ),
  tide(
    "Q6",
    "a contrast that lost its mirror",
    "spring-tide-time/contrast",
    dropCard("neap-tide-time/contrast"),
    /needs its mirror/,
  ),
  tide(
    "Q6",
    "keys that always come first",
    "second-deck",
    card("neap-tide-time/contrast", { front: "Neap tide or spring tide: which one comes at half moon?" }),
    /first-named as key/,
  ),
  tide(
    "Q7",
    "template residue",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motion do the the tides slow?" }),
    /looks like a slip/,
  ),
  tide(
    "Q7",
    "a verb that does not agree",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motion does tides slow?" }),
    /"does tides" does not agree/,
  ),
  tide(
    "Q7",
    "a misspelt word",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motoin do the tides slow?" }),
    /does not hold motoin/,
  ),
  tide(
    "Q7",
    "a misspelt term",
    "neap-tide",
    (source) => ({
      ...source,
      terms: source.terms.map((term) => (term.id === "neap-tide" ? { ...term, definition: "A knid of tide." } : term)),
    }),
    /does not hold knid/,
  ),
  tide(
    "Q8",
    "two blanks",
    "tides-use-gravity/cloze",
    card("tides-use-gravity/cloze", { front: "Tides come about by the ___ called ___." }),
    /has 2 blanks/,
  ),
  tide(
    "Q8",
    "an article that hints",
    "tides-use-gravity/cloze",
    card("tides-use-gravity/cloze", { front: "Tides come about by a ___." }),
    /before the blank hints/,
  ),
  tide(
    "Q8",
    "a blank for the verb",
    "tides-use-gravity/cloze",
    card("tides-use-gravity/cloze", { front: "Tides ___ by gravity.", answer: "Come about" }),
    /is not the object/,
  ),
  tide(
    "Q9",
    "a set to enumerate",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Name all that tides slow. Which motion is it?" }),
    /asks for a list/,
  ),
  tide(
    "Q10",
    "a fact whose direction is hidden",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { front: "Which motion do the tides affect?" }),
    /hides that the fact goes down/,
  ),
  inBone(
    "Q10",
    "the wrong direction",
    "sclerostin-lowers-formation/contrast",
    card("sclerostin-lowers-formation/contrast", {
      front: "Osteocalcin or sclerostin: which one raises bone formation?",
    }),
    /goes down, and neither/,
  ),
  inBone(
    "Q11",
    "a dropped hedge",
    "ckd-raises-fgf23/forward",
    card("ckd-raises-fgf23/forward", {
      front: "Which phosphate hormone from bone is elevated in chronic kidney disease?",
    }),
    /says "may", the card drops it/,
  ),
  inBone(
    "Q11",
    "a word that is too sure",
    "low-estrogen-osteoporosis/forward",
    card("low-estrogen-osteoporosis/forward", { front: "Low estrogen is linked to, and causes, which bone disease?" }),
    /"causes" is surer/,
  ),
  inBone(
    "Q12",
    "PTH made by a bone cell",
    "pth-maker",
    fact("pth-maker", { triple: ["osteocyte", "produces", "pth"] }),
    /"pth" is not made by bone/,
  ),
  inBone(
    "Q12",
    "a wrong maker",
    "osteocalcin-maker",
    fact("osteocalcin-maker", { triple: ["osteocyte", "mainly-produces", "osteocalcin"] }),
    /the triple says "osteocyte", the statement does not/,
  ),
  inBone(
    "Q4",
    "a wrong maker by the question",
    "sclerostin-maker/forward",
    fact("sclerostin-maker", {
      triple: ["osteoblast", "produces", "sclerostin"],
      statement: "Osteoblasts secrete sclerostin.",
    }),
    /does not name "osteoblasts"/,
  ),
  inBone(
    "Q12",
    "a disputed fact without its note",
    "osteocalcin-glucose",
    fact("osteocalcin-glucose", { note: undefined }),
    /must carry the note "osteocalcin-debate"/,
  ),
  inBone(
    "Q12",
    "the thyroid example",
    "cushing-cortisol/choice",
    card("cushing-cortisol/choice", { why: "As in poorly controlled hypothyroidism, it is in excess." }),
    /goes against the treatment/,
  ),
  inBone(
    "Q12",
    "a fact that was to be left out",
    "elevated-fgf23-phosphate",
    fact("elevated-fgf23-phosphate", { triple: ["osteoporosis", "comes-with", "elevated-fgf23"] }),
    /is not to be taught: Raised FGF23/,
  ),
  inBone(
    "Q12",
    "a number from nowhere",
    "yearly-loss/number",
    card("yearly-loss/number", { answer: "0.5 to 3%" }),
    /the number 3 is not in the fact/,
  ),
  tide(
    "Q12",
    "an answer that the fact does not hold",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", { answer: "The wind" }),
    /the answer says "wind"/,
  ),
  tide(
    "Q12",
    "a pathway that no fact draws",
    "moon-makes-tides/pathway",
    card("moon-makes-tides/pathway", { steps: ["moon", { slows: "tides" }] }),
    /draws "moon slows tides"/,
  ),
  tide(
    "Q13",
    "a term before it is taught",
    "spring-tide-time/forward",
    (source) => ({ ...source, terms: source.terms.filter(({ id }) => id !== "spring-tide") }),
    /uses "spring tides?" before any card taught it/,
  ),
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
    "sclerostin-inhibits-wnt/choice",
    card("sclerostin-inhibits-wnt/choice", {
      wrong: [
        { is: "dkk1", why: "DKK1 is another signal of bone." },
        { is: "fgf23", why: "FGF23 regulates phosphate." },
      ],
    }),
    /the wrong option "dkk1" is true/,
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
    "pth-calcium/forward",
    card("pth-calcium/forward", {
      background: "In the text, cells express aromatase and can locally convert what arrives.",
    }),
    /stands in the source word for word/,
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
    (source) => ({ ...source, shippedIds: source.shippedIds.filter((id) => id !== "tides-slow-rotation/forward") }),
    /is new/,
  ),
  tide(
    "ids",
    "a rename that leads nowhere",
    "moon-pulls/forward",
    (source) => ({ ...source, history: { ...source.history, renamed: { "moon-pulls/forward": "moon/nowhere" } } }),
    /which does not exist/,
  ),
];

describe("the rules", () => {
  it.each([["tides", tides] as const, ["bone", bone] as const])("find nothing in the %s deck", (_, source) => {
    expect(failures(source)).toEqual([]);
  });

  it.each(CASES.map((each) => [`${each.rule} catches ${each.what}`, each] as const))(
    "%s",
    (_, { rule, deck, spoil, at, says }) => {
      const found = failures(spoil(deck === "tides" ? tides : bone)).filter((finding) => finding.rule === rule);
      expect(found.filter((finding) => finding.at === at).map(({ message }) => message)).toContainEqual(
        expect.stringMatching(says),
      );
    },
  );

  it("are each proved to bite", () => {
    const proved = new Set(CASES.map(({ rule }) => rule));
    expect(RULES.map(({ id }) => id).filter((id) => !proved.has(id))).toEqual([]);
    expect(RULES.filter(({ id }) => id.startsWith("Q"))).toHaveLength(20);
  });
});
