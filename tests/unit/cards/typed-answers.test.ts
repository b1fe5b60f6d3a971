/** What learners of several kinds type for the answers of the shipped deck, and what they may never get away with. */
import { describe, expect, it } from "vitest";
import { generate } from "../../../cards/generate.ts";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import { judgeTyped, mixUpsOf } from "../../../src/core/deck/typed.ts";
import { typedAnswers } from "../../../src/core/deck/typed-answers.ts";
import { bone } from "./support.ts";

const { deck } = generate(bone);
const cards = new Map(deck.cards.map((card) => [`${card.fact.split("/")[1]}/${card.template}`, card]));
const cardOf = (name: string): CardContent => {
  const card = cards.get(name);
  if (!card) throw new Error(`no card ${name}`);
  return card;
};
const judged = (card: CardContent, typed: string) => judgeTyped(typed, typedAnswers(card) ?? [], card.unlike);

/** A card, what is right, and what is near in the field or by letters and wrong all the same. */
const TYPED: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    "endocrine-route-blood/reverse",
    ["endocrine", "Endocrine signalling", "endocrine pathway", "hormonal"],
    ["paracrine", "autocrine", "nerve signaling"],
  ],
  [
    "paracrine-route-neighbors/reverse",
    ["paracrine", "paracrine signalling", "the paracrine route"],
    ["autocrine", "endocrine", "pericrine"],
  ],
  [
    "fgf23-maker/forward",
    ["FGF-23", "fgf 23", "fibroblast growth factor 23", "fibroblast growth factor-23 (FGF23)"],
    ["FGF21", "FGF2", "FGF", "fibroblast growth factor", "fibroblast growth factor 21", "PTH"],
  ],
  [
    "markers-turnover/forward",
    ["turnover", "bone turn-over", "remodelling"],
    ["bone loss", "bone growth", "formation"],
  ],
  ["fgf23-class/forward", ["endocrine", "through the blood", "via the bloodstream"], ["paracrine", "lymph"]],
  ["sclerostin-maker/forward", ["SOST", "sclerostin (SOST)"], ["DKK1", "sclerosis", "osteocalcin"]],
  [
    "osteocalcin-maker/forward",
    ["OCN", "bone Gla protein", "BGP"],
    ["osteonectin", "osteopontin", "matrix Gla protein", "calcitonin", "undercarboxylated osteocalcin"],
  ],
  ["osteocalcin-insulin-secretion/reverse", ["undercarboxylated osteocalcin", "ucOC"], ["insulin", "osteopontin"]],
  [
    "pth-maker/reverse",
    ["parathyroids", "the parathyroid", "parathyroid gland"],
    ["thyroid", "thyroid gland", "pituitary", "parotid glands"],
  ],
  [
    "pth-calcium/reverse",
    ["PTH", "parathyroid hormone (PTH)", "parathormone", "it's PTH", "intact PTH"],
    ["PTHrP", "parathyroid hormone-related protein", "PTH-related peptide", "thyroid hormone", "calcitonin", "TSH"],
  ],
  ["fgf23-phosphate/forward", ["phosphorus", "phosphates", "PO4"], ["phosphatase", "phosphoric acid", "calcium"]],
  ["pth-class/forward", ["peptide", "polypeptides", "peptide hormone"], ["steroid", "amine", "glycopeptide"]],
  [
    "haversian-canal-vessels/reverse",
    ["haversian canals", "central canal", "canal of Havers"],
    ["Haversian system", "Volkmann's canal", "osteon", "canaliculi"],
  ],
  [
    "pituitary-thyroid/reverse",
    ["pituitary", "the anterior pituitary", "hypophysis"],
    ["hypothalamus", "posterior pituitary", "thyroid", "pineal gland"],
  ],
  ["canaliculi-join/reverse", ["canaliculus", "bone canaliculi"], ["lacunae", "Haversian canals", "tubules"]],
  ["osteocytes-lacunae/reverse", ["osteocyte", "the osteocytes"], ["osteoblasts", "osteoclasts", "chondrocytes"]],
  ["osteoclasts-pits/reverse", ["osteoclast"], ["osteoblast", "osteoblasts", "osteocytes", "macrophages"]],
  ["osteoblasts-osteoid/reverse", ["osteoblast"], ["osteoclast", "osteoclasts", "osteocytes", "fibroblasts"]],
  ["aromatase-makes-estrogen/reverse", ["CYP19A1", "oestrogen synthase"], ["5-alpha-reductase", "CYP17"]],
  [
    "estrogen-rankl/forward",
    ["RANK ligand", "receptor activator of nuclear factor kappa-B ligand", "RANK-L"],
    ["RANK", "OPG", "receptor activator of nuclear factor kappa B", "M-CSF"],
  ],
  ["resorption-weeks/forward", ["a few weeks", "3 weeks", "2-4 weeks", "weeks"], ["a week", "months", "days", "years"]],
  ["formation-months/forward", ["several months", "3 to 4 months"], ["a month", "weeks", "years"]],
  [
    "dairy-vitamin-d/reverse",
    ["fortified", "enriched milk", "vitamin D fortified", "fortified with vitamin D"],
    ["skimmed", "raw milk", "fortified with calcium", "milk", "vitamin D"],
  ],
  [
    "osteoclast-origin/forward",
    ["haematopoietic", "hematopoietic stem cells", "myeloid", "monocyte/macrophage", "the blood-forming line"],
    ["mesenchymal", "lymphoid", "stromal"],
  ],
  ["osteoblast-origin/forward", ["mesenchymal", "MSCs", "mesenchymal stem cells", "stromal"], ["hematopoietic", "MSH"]],
  ["opg-rankl/reverse", ["osteoprotegerin", "OPG (osteoprotegerin)"], ["OPN", "osteopontin", "RANK", "denosumab"]],
  ["avoid-tobacco/reverse", ["tobacco", "cigarettes", "smoking cigarettes"], ["alcohol", "drinking", "vaping"]],
  [
    "calcitriol-working-form/reverse",
    ["1,25-dihydroxyvitamin D", "1,25(OH)2D3", "1,25-dihydroxycholecalciferol", "calcitriol (1,25(OH)2D)"],
    ["calcidiol", "25-hydroxyvitamin D", "24,25-dihydroxyvitamin D", "vitamin D", "vitamin D3", "calcitonin"],
  ],
  ["calcitriol-gut/reverse", ["active vitamin D", "1,25 (OH)2 vitamin D"], ["vitamin D", "calcidiol", "PTH"]],
  [
    "hydroxyvitamin-d-store/reverse",
    ["calcidiol", "25(OH)D", "25-OH vitamin D", "25-hydroxyvitamin D", "calcifediol"],
    ["calcitriol", "1,25(OH)2D", "1,25-dihydroxyvitamin D", "vitamin D", "vitamin D3", "24-hydroxyvitamin D"],
  ],
  ["estrogen-men/reverse", ["oestrogen", "oestradiol", "E2"], ["testosterone", "progesterone", "androgen", "estriol"]],
  ["systemic-sex-hormones/reverse", ["oestrogen", "estrogens", "circulating oestrogen"], ["testosterone", "androgens"]],
  ["low-estrogen-osteoporosis/vignette", ["oestrogen", "estradiol"], ["testosterone", "androgen", "aromatase"]],
  ["fgf23-klotho/forward", ["alpha-klotho", "α-Klotho"], ["beta-Klotho", "FGF receptor"]],
  ["magnesium-in-bone/forward", ["Mg"], ["manganese", "phosphate", "Mn"]],
  [
    "glucocorticoids-cushing/reverse",
    ["steroids", "corticosteroid tablets", "prednisolone", "glucocorticoid therapy"],
    ["cortisol", "pituitary adenoma", "anabolic steroids", "mineralocorticoids", "Cushing's disease"],
  ],
  [
    "low-tsh-hip/reverse",
    ["TSH low", "a suppressed TSH", "low levels of TSH"],
    ["TSH", "high TSH", "low T4", "low FSH"],
  ],
  ["p1np-formation/reverse", ["PINP", "procollagen type I N-terminal propeptide"], ["P1CP", "P3NP", "CTX", "PICP"]],
  ["ctx-breakdown/reverse", ["β-CTX", "C-terminal telopeptide", "CTX-I"], ["NTX", "N-telopeptide", "P1NP", "CTX-II"]],
  [
    "primary-hpt-calcium/reverse",
    ["PHPT", "primary HPT"],
    ["hyperparathyroidism", "secondary hyperparathyroidism", "primary hypoparathyroidism", "SHPT"],
  ],
  [
    "secondary-hpt-calcium/forward",
    ["low or normal", "low-normal", "normal or low", "low/normal"],
    ["low", "normal", "high", "high-normal", "normal to high"],
  ],
  ["z-score-age/reverse", ["Z score", "the Z-score"], ["T-score", "Tscore", "score"]],
  ["t-score-young/reverse", ["T score"], ["Z-score", "z score", "DXA"]],
  ["kidneys-activate-vitamin-d/reverse", ["kidney", "renal tubules", "in the kidneys"], ["liver", "skin", "adrenals"]],
  ["osteomalacia-mineral/reverse", ["Osteomalacia"], ["osteoporosis", "rickets", "osteopenia"]],
  [
    "phex-xlh/forward",
    ["X-linked hypophosphatemia (XLH)", "X-linked hypophosphataemia", "X-linked hypophosphatemic rickets"],
    ["X-linked hypophosphatasia", "ADHR", "TIO", "hypophosphatasia", "X-linked hyperphosphatemia"],
  ],
  [
    "estrogen-after-menopause/reverse",
    ["fat", "adipose tissue", "body fat"],
    ["muscle", "ovaries", "bone", "fatty acid"],
  ],
  [
    "menopause-bone-loss/forward",
    ["a year", "1 year", "one year", "12 months"],
    ["2 years", "years", "a few years", "a month", "last period"],
  ],
  [
    "fractures-above-threshold/forward",
    ["above", "above the threshold", "Above -2.5"],
    ["below", "below it", "-2.5", "< -2.5", "at the threshold"],
  ],
  ["bisphosphonate-stays/reverse", ["bisphosphonate"], ["denosumab", "biphosphate", "bisphosphate"]],
  ["cortisol-slows-formation/forward", ["formation", "bone building"], ["bone breakdown", "resorption", "bone"]],
  ["denosumab-rebound/reverse", ["Prolia"], ["romosozumab", "burosumab", "zoledronate"]],
  [
    "cushing-cortisol/reverse",
    ["Cushing", "Cushings", "Cushing syndrome", "Cushing’s syndrome"],
    ["Cushing's disease", "Conn's syndrome", "Turner's syndrome", "Addison's disease"],
  ],
  ["teriparatide-pth/reverse", ["Forteo", "PTH(1-34)"], ["PTH", "abaloparatide", "PTH 1-84", "romosozumab"]],
  [
    "ask-before-supplements/reverse",
    ["my doctor", "a physician", "GP", "health-care provider", "doctor or pharmacist"],
    ["shop assistant", "a friend", "Dr. Google"],
  ],
  ["vertebrae-unnoticed/reverse", ["spine", "vertebral bodies", "a vertebra"], ["ribs", "hips", "wrist"]],
  [
    "peak-in-twenties/forward",
    ["twenties", "in the 20s", "late teens", "early twenties", "about 25"],
    ["thirties", "30", "teens", "the forties", "puberty"],
  ],
  ["fish-vitamin-d/reverse", ["oily fish", "fatty fish", "fatty"], ["lean fish", "fish", "white fish"]],
  [
    "activation-resorption/reverse",
    ["activation phase", "the activation stage"],
    ["reversal", "formation", "deactivation"],
  ],
  ["reversal-formation/reverse", ["reversal phase"], ["resorption", "activation", "resting"]],
  [
    "resistance-training-best/forward",
    ["weight-bearing", "impact exercise", "weight bearing exercise"],
    ["weight lifting", "swimming", "balance training"],
  ],
];

describe.each(TYPED)("%s", (name, right, wrong) => {
  const card = cardOf(name);

  it.each(right)("takes %s", (typed) => {
    expect(judged(card, typed)).toBe("right");
  });

  it.each(wrong)("does not take %s", (typed) => {
    expect(judged(card, typed)).toBe("wrong");
  });
});

/** Where another thing of the deck is right as well, by its name. */
const ALSO_RIGHT: Readonly<Record<string, readonly string[]>> = {
  "Endocrine signaling": ["endocrine", "blood", "bloodstream"],
  Estrogen: [
    "estrogen",
    "estradiol",
    "circulating estrogen",
    "estrogen in the blood",
    "low estrogen",
    "lack of estrogen",
  ],
  "Fat tissue": ["fat"],
  "About a year": ["in a year"],
  // The answer is worded by an author, and its thing is called otherwise.
  Activation: ["activation stage"],
  Reversal: ["reversal stage"],
  // The question asks for what is fast.
  "Bone turnover": ["bone remodeling", "remodeling"],
  "Late teens to twenties": ["twenties"],
};

describe("what the deck lets learners type", () => {
  it("is no other thing of the deck", () => {
    for (const card of deck.cards) {
      const right = typedAnswers(card);
      if (right === null) continue;
      const answer = right[0] ?? "";
      const own = new Set(
        deck.entities
          .filter(({ name, aka }) => [name, ...aka].some((one) => right.slice(0, 2).includes(one)))
          .flatMap(({ name, aka }) => [name, ...aka]),
      );
      const others = deck.entities
        .flatMap(({ name, aka }) => [name, ...aka])
        .filter((one) => !own.has(one) && !ALSO_RIGHT[answer]?.includes(one));
      expect(
        others.filter((one) => judged(card, one) !== "wrong"),
        `${card.id}: ${answer}`,
      ).toEqual([]);
    }
  });

  it("is of use wherever it is listed for a card", () => {
    for (const [name, spellings] of Object.entries(bone.typed.cards)) {
      const card = cardOf(name);
      for (const one of spellings) expect(card.typed, name).toContain(one);
      expect(typedAnswers(card), name).not.toBeNull();
    }
    const asked = new Set(deck.cards.flatMap(({ typed = [] }) => typed));
    for (const [entity, spellings] of Object.entries(bone.typed.also))
      for (const one of spellings) expect(asked.has(one), `${entity}: ${one}`).toBe(true);
  });

  it("names what is mixed up in other words, too", () => {
    expect(mixUpsOf(cardOf("hydroxyvitamin-d-store/reverse"), "1,25(OH)2D")).not.toEqual([]);
  });
});
