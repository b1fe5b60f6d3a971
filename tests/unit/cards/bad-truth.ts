import { type Case, cushing, inBone, plainCard, tide } from "./bad-card.ts";
import { addCard, both, card, dropCard, fact, untaught } from "./support.ts";

/** Questions that claim the reverse of a fact, and the word that does it. */
const TURNED_ROUND = [
  ["fgf23-vitamin-d/forward-direction", "How does FGF23 promote vitamin D activation?", "promote"],
  ["pth-vitamin-d/forward-direction", "How does PTH suppress the activation of vitamin D?", "suppress"],
  ["calcitriol-fgf23/forward", "In bone, calcitriol lowers the very hormone that rises with it. Which one?", "lowers"],
  ["low-estrogen-formation/forward-direction", "How does low estrogen suppress bone formation?", "suppress"],
  ["sclerostin-lowers-formation/forward-direction", "How does sclerostin stimulate bone formation?", "stimulate"],
  ["avoid-alcohol/forward", "Which bone cells does alcohol stimulate in large amounts?", "stimulate"],
  ["avoid-tobacco/reverse", "Which habit raises bone mass and also makes menopause come earlier?", "raises"],
  ["ckd-raises-fgf23/forward-direction", "How does chronic kidney disease usually suppress FGF23?", "suppress"],
] as const;

/** What Q10 to Q13 must notice: direction, hedge, what the fact says, and what was taught before. */
export const TRUTH_CASES: readonly Case[] = [
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
    "sclerostin-inhibits-wnt/contrast",
    card("sclerostin-inhibits-wnt/contrast", {
      front: "Osteocalcin or sclerostin: which one raises Wnt signaling?",
    }),
    /goes down, and neither/,
  ),
  ...TURNED_ROUND.map(([id, front, word]) =>
    inBone(
      "Q10",
      `a question turned round by "${word}" (${id})`,
      id,
      card(id, { front }),
      new RegExp(`"${word}" goes`),
    ),
  ),
  inBone(
    "Q10",
    "a contrast that asks for the other side",
    "pth-vitamin-d/contrast",
    card("pth-vitamin-d/contrast", { front: "FGF23 or PTH: which one suppresses the activation of vitamin D?" }),
    /goes up, and neither question nor answer/,
  ),
  inBone(
    "Q10",
    "a pathway whose question goes the other way",
    "sclerostin-inhibits-wnt/pathway",
    card("sclerostin-inhibits-wnt/pathway", {
      front:
        "Osteocytes make a signal that promotes Wnt signaling and so bone formation. Which one belongs in the gap?",
    }),
    /goes down, and neither question nor answer/,
  ),
  tide(
    "Q10",
    "a second fact told the wrong way",
    "moon-makes-tides/pathway",
    card("moon-makes-tides/pathway", {
      front: "Something is the main maker of the tides, and these speed up the Earth's rotation. What is in the gap?",
    }),
    /"speed" goes up/,
  ),
  inBone(
    "Q10",
    "a statement turned round",
    "pth-vitamin-d",
    fact("pth-vitamin-d", { statement: "PTH suppresses the activation of vitamin D." }),
    /the triple goes up, and the statement does not say so/,
  ),
  inBone(
    "Q11",
    "a dropped hedge",
    "elevated-fgf23-phosphate/forward",
    card("elevated-fgf23-phosphate/forward", {
      front: "Which mineral's balance does elevated FGF23 disrupt in chronic kidney disease?",
    }),
    /says "can", the card drops it/,
  ),
  inBone(
    "Q11",
    "a word that is too sure",
    "low-estrogen-osteoporosis/vignette",
    both(
      fact("low-estrogen-osteoporosis", { hedge: "linked" }),
      card("low-estrogen-osteoporosis/vignette", {
        front:
          "A young man was born without working aromatase. Which missing hormone is linked to, and causes, his osteoporosis?",
      }),
    ),
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
    fact("osteocalcin-maker", { triple: ["osteocyte", "mainly-produces", "osteocalcin"], cards: {} }),
    /the triple says "osteocyte", the statement does not/,
  ),
  inBone(
    "Q4",
    "a wrong maker by the question",
    "sclerostin-maker/forward",
    both(
      dropCard("sclerostin-inhibits-wnt/pathway"),
      fact("sclerostin-maker", {
        triple: ["osteoblast", "produces", "sclerostin"],
        statement: "Osteoblasts secrete sclerostin.",
      }),
    ),
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
    cushing({ why: "As in poorly controlled hypothyroidism, it is in excess." }),
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
  inBone(
    "Q12",
    "a range that the fact does not give",
    "yearly-loss/number",
    card("yearly-loss/number", { accepts: { min: 50, max: 90, unit: "% of bone mass per year" } }),
    /accepts 50, which is not in the fact/,
  ),
  inBone(
    "Q12",
    "one bound that the fact does not give",
    "yearly-loss/number",
    card("yearly-loss/number", { accepts: { min: 0.5, max: 1.04, unit: "% of bone mass per year" } }),
    /accepts 1.04, which is not in the fact/,
  ),
  inBone(
    "Q12",
    "a range that leaves out half of the answer",
    "yearly-loss/number",
    card("yearly-loss/number", { accepts: { min: 0.5, max: 0.5, unit: "% of bone mass per year" } }),
    /its own answer 1 would count as wrong/,
  ),
  tide(
    "Q12",
    "a range too wide for about",
    "time-between-tides/number",
    card("time-between-tides/number", { accepts: { min: 11, max: 12.7, unit: "hours" } }),
    /accepts 11, which is not in the fact/,
  ),
  tide(
    "Q12",
    "a range where the fact is exact",
    "time-between-tides/number",
    fact("time-between-tides", { hedge: undefined }),
    /accepts 12.2, which is not in the fact/,
  ),
  tide(
    "Q12",
    "a number's answer without a number",
    "time-between-tides/number",
    card("time-between-tides/number", { answer: "About half a lunar day" }),
    /the answer holds no number/,
  ),
  tide(
    "Q12",
    "a number of something else",
    "time-between-tides/number",
    card("time-between-tides/number", { answer: "About 12.4 high tides" }),
    /"About 12.4 high tides" is not the object/,
  ),
  tide(
    "Q12",
    "a wrong answer out of its own statement",
    "moon-makes-tides/reverse",
    card("moon-makes-tides/reverse", { answer: "The Earth" }),
    /"The Earth" is not the subject "Moon"/,
  ),
  inBone(
    "Q12",
    "the other end of the fact as answer",
    "aromatase-makes-estrogen/contrast",
    card("aromatase-makes-estrogen/contrast", { answer: "Testosterone" }),
    /"Testosterone" is not the object "estrogen"/,
  ),
  inBone(
    "Q12",
    "half of a name that is the whole name of something else",
    "pth-remodeling/forward",
    addCard("pth-remodeling/forward", {
      ...plainCard,
      front: "Which bone process does PTH stimulate?",
      answer: "Bone",
    }),
    /"Bone" is not the object "bone remodeling"/,
  ),
  inBone(
    "Q12",
    "a word that only the question completes, though it names the answer alone",
    "osteoporosis-mineral/forward",
    card("osteoporosis-mineral/forward", { answer: "bone" }),
    /"bone" is not the object/,
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
    both(fact("spring-tide-time", { met: false }), (source) => ({
      ...source,
      terms: source.terms.filter(({ id }) => id !== "spring-tide"),
    })),
    /uses "spring tides?" before any card taught it/,
  ),
  tide(
    "Q13",
    "a term of another chapter",
    "tides-slow-rotation/forward",
    both(
      (source) => ({ ...source, terms: [] }),
      card("tides-slow-rotation/forward", { front: "Which motion do the tides slow, a neap tide less than others?" }),
    ),
    /uses "neap tide" before any card taught it/,
  ),
  tide(
    "Q13",
    "a station of a pathway before it is taught",
    "moon-makes-tides/pathway",
    both(untaught("friction"), card("moon-makes-tides/pathway", { steps: ["moon", { slows: "friction" }] })),
    /uses "friction" before any card taught it/,
  ),
];
