import type { CardContent, Note, RichText, Term } from "../../../src/core/deck/deck.ts";
import type { Arrow, Drawing, Ellipse, Label } from "../../../src/core/deck/drawing.ts";
import { cardId, type DeckId, entityId, factId, type ReferenceId, termId } from "../../../src/core/ids.ts";

/** Text in which *stars* mark emphasis and ___ the blank: for fixtures only, the deck has its own notation. */
export function rich(source: string): RichText {
  return source
    .split(/(\*[^*]+\*|___)/)
    .filter((part) => part !== "")
    .map((part) =>
      part === "___"
        ? { kind: "blank" as const }
        : part.startsWith("*")
          ? { kind: "emphasis" as const, text: part.slice(1, -1) }
          : { kind: "text" as const, text: part },
    );
}

const DECK = "gallery" as DeckId;

interface Draft {
  readonly front: string;
  readonly answer: string;
  readonly reason: string;
  readonly heading?: string;
  readonly note?: Note;
  readonly terms?: readonly Term[];
}

function base(template: string, draft: Draft) {
  const fact = factId(DECK, `fixture-${template}`);
  return {
    id: cardId(fact, template),
    fact,
    template,
    chapter: "signals",
    order: 0,
    formerIds: [],
    heading: draft.heading ?? "How Bones Make Hormones",
    subject: entityId(DECK, "fgf23"),
    front: rich(draft.front),
    answer: rich(draft.answer),
    reason: rich(draft.reason),
    note: draft.note ?? null,
    references: draft.note?.references ?? [],
    terms: (draft.terms ?? []).map((term) => term.id),
    unlockedBy: [],
    factRevision: 1,
    checkedOn: "2026-11-02",
  };
}

const works = (...ids: readonly string[]): ReferenceId[] => ids.map((id) => id as ReferenceId);

export const OSTEOCYTE: Term = {
  id: termId(DECK, "osteocyte"),
  name: "osteocyte",
  definition: rich(
    "A bone cell that has walled itself into the matrix it once laid down. It stays in touch with its neighbours through fine canals, and senses load.",
  ),
};
export const PARACRINE: Term = {
  id: termId(DECK, "paracrine"),
  name: "paracrine",
  definition: rich(
    "Said of a signal that reaches nearby cells through the tissue fluid, without travelling in the blood.",
  ),
};

const MOSTLY_MICE: Note = {
  text: rich("Shown mostly in mice; disputed since 2020; human proof is limited."),
  confidence: { level: "debated", sinceYear: 2020 },
  references: works("pmc7255595", "diegel-2020"),
};

const node = (id: string, x: number, y: number): Ellipse => ({
  kind: "ellipse",
  id,
  center: { x, y },
  radiusX: 52,
  radiusY: 24,
  turn: 0,
  fill: "signal",
  line: "signal",
  weight: "normal",
  dashed: false,
});
const label = (id: string, x: number, y: number, text: string): Label => ({
  kind: "label",
  id,
  at: { x, y: y + 5 },
  text,
  align: "middle",
  size: "normal",
});
const arrow = (id: string, sign: Arrow["sign"], ...places: readonly [number, number][]): Arrow => ({
  kind: "arrow",
  id,
  points: places.map(([x, y]) => ({ x, y })),
  smooth: places.length > 2,
  sign,
  dashed: false,
  weight: "normal",
});

const TUG: Drawing = {
  id: "tug",
  title: "Two hormones and one step",
  width: 360,
  height: 180,
  parts: [
    node("pth", 70, 40),
    node("fgf23", 290, 40),
    node("calcitriol", 180, 140),
    label("pth-name", 70, 40, "PTH"),
    label("fgf23-name", 290, 40, "FGF23"),
    label("calcitriol-name", 180, 140, "Calcitriol"),
    arrow("pth-to-calcitriol", "raises", [92, 64], [152, 118]),
    arrow("fgf23-to-calcitriol", "lowers", [268, 64], [210, 116]),
    arrow("calcitriol-to-fgf23", "regulates", [232, 140], [280, 120], [290, 68]),
  ],
  words: [
    { text: "PTH raises calcitriol.", tells: ["pth-name", "calcitriol-name", "pth-to-calcitriol"] },
    { text: "FGF23 lowers calcitriol.", tells: ["fgf23-name", "calcitriol-name", "fgf23-to-calcitriol"] },
    { text: "Calcitriol regulates FGF23.", tells: ["fgf23-name", "calcitriol-name", "calcitriol-to-fgf23"] },
  ],
};

export const CARDS = {
  forward: {
    ...base("forward", {
      front: "Which endocrine hormone do osteocytes make?",
      answer: "FGF23",
      reason:
        "Their other product, sclerostin, stays in the neighbourhood: a paracrine signal rather than a hormone of the blood.",
      terms: [OSTEOCYTE, PARACRINE],
    }),
    type: "forward",
  },
  "forward-long": {
    ...base("forward", {
      front:
        "Which bone hormone is often raised early in chronic kidney disease, when the kidneys begin to hold phosphate back?",
      answer: "FGF23",
      reason: "Its rise is at first an answer to the retained phosphate, and keeps the blood level normal for a while.",
      heading: "Bone Hormones and Disease",
      note: {
        text: rich("It rises to get rid of the phosphate that the kidneys retain; it does not start the disease."),
        confidence: { level: "likely", sinceYear: null },
        references: works("pmc5198563"),
      },
    }),
    type: "forward",
  },
  disputed: {
    ...base("forward", {
      front: "Osteocalcin is reported to support the secretion of which hormone?",
      answer: "insulin",
      reason:
        "Made by osteoblasts, it is thought to reach the pancreas in the blood, in a form that has lost a carboxyl group.",
      note: MOSTLY_MICE,
    }),
    type: "forward",
  },
  reverse: {
    ...base("reverse", {
      front: "Which paracrine protein of the osteocytes holds bone formation back?",
      answer: "sclerostin",
      reason:
        "It blocks Wnt signaling in the osteoblasts close by; FGF23, of the same cells, goes out into the blood instead.",
      terms: [OSTEOCYTE, PARACRINE],
    }),
    type: "reverse",
  },
  cloze: {
    ...base("cloze", {
      front: "In the kidneys FGF23 suppresses the activation of ___.",
      answer: "vitamin D",
      reason: "PTH pulls the other way and promotes the same step, so the two hormones hold it in balance.",
    }),
    type: "cloze",
  },
  "cloze-long": {
    ...base("cloze", {
      front:
        "With the enzyme aromatase bone can convert ___, and so finishes a hormone whose raw form arrives in the blood.",
      answer: "testosterone to estrogen",
      reason: "Fat, brain and placenta do the same; before menopause the ovaries remain the main source.",
      note: {
        text: rich(
          "Bone only finishes the job; most estrogen of later life comes from such conversion in many tissues.",
        ),
        confidence: { level: "wellEstablished", sinceYear: null },
        references: works("pmc3135090"),
      },
    }),
    type: "cloze",
  },
  contrast: {
    ...base("contrast", {
      front: "FGF23 or PTH: which promotes the activation of vitamin D in the kidneys?",
      answer: "PTH",
      reason: "FGF23 suppresses it. Remember that PTH wants calcium from the gut, and active vitamin D fetches it.",
    }),
    type: "contrast",
  },
  vignette: {
    ...base("vignette", {
      front:
        "A woman of 61 with chronic kidney disease still has normal blood phosphate. One hormone from her bones is already raised. Which is it likely to be?",
      answer: "FGF23",
      reason:
        "It makes the kidneys shed phosphate, and so can keep the blood level normal until they no longer follow.",
      heading: "Bone Hormones and Disease",
    }),
    type: "vignette",
  },
  choice: {
    ...base("choice", {
      front: "Which cell makes osteocalcin?",
      answer: "osteoblast",
      reason: "Osteoblasts lay the matrix down, and osteocalcin is one of the proteins they put into it.",
    }),
    type: "choice",
    options: [
      { text: rich("osteoblast"), correct: true, why: rich("Osteoblasts build bone and make osteocalcin.") },
      { text: rich("osteocyte"), correct: false, why: rich("Osteocytes make FGF23 and sclerostin.") },
      { text: rich("osteoclast"), correct: false, why: rich("Osteoclasts break bone down; they are background here.") },
    ],
  },
  "choice-long": {
    ...base("choice", {
      front:
        "Elevated FGF23 can contribute to harm in several tissues. Calcification of which of these is it linked to in the article?",
      answer: "blood vessels",
      reason: "High phosphate is the better proven driver; the part that FGF23 plays by itself is debated.",
      note: {
        text: rich("High phosphate is the better-proven driver; FGF23's own part is debated."),
        confidence: { level: "likely", sinceYear: null },
        references: works("pmc6891626", "pmc2771539"),
      },
    }),
    type: "choice",
    options: [
      {
        text: rich("the walls of the airways"),
        correct: false,
        why: rich("The airways are not named among the harms of raised FGF23."),
      },
      { text: rich("the blood vessels"), correct: true, why: rich("It is linked to calcification of the vessels.") },
      {
        text: rich("the parathyroid glands"),
        correct: false,
        why: rich("The parathyroid glands release PTH and do not calcify from it."),
      },
    ],
  },
  number: {
    ...base("number", {
      front: "Roughly what percentage of bone mass does an average adult lose per year?",
      answer: "0.5 to 1 percent",
      reason: "The loss is faster in the first years after menopause, and there is little of it before midlife.",
      note: {
        text: rich("Faster just after menopause, little before midlife."),
        confidence: { level: "likely", sinceYear: null },
        references: works("washington"),
      },
    }),
    type: "number",
    accepts: { min: 0.5, max: 1, unit: "% a year" },
  },
  diagram: {
    ...base("diagram", {
      front: "Look at calcitriol: which hormone that lowers it is covered?",
      answer: "FGF23",
      reason: "PTH turns the last step of vitamin D up, and FGF23 turns it down, like two hands on one tap.",
    }),
    type: "diagram",
    drawing: TUG,
    covered: { part: "fgf23-name", what: "label" },
  },
  "diagram-sign": {
    ...base("diagram", {
      front: "How does FGF23 change calcitriol in the kidneys?",
      answer: "It lowers it",
      reason: "Active vitamin D draws phosphate in from food, so turning it down fits with keeping phosphate in check.",
    }),
    type: "diagram",
    drawing: TUG,
    covered: { part: "fgf23-to-calcitriol", what: "sign" },
  },
  pathway: {
    ...base("pathway", {
      front: "Which protein stands between the osteocyte and the Wnt signal?",
      answer: "sclerostin",
      reason: "Less sclerostin lets the Wnt signal through, and osteoblasts build more.",
    }),
    type: "pathway",
    steps: [
      { label: rich("osteocyte"), gap: false, link: null },
      { label: [], gap: true, link: { shape: "arrow", words: "makes" } },
      { label: rich("Wnt signaling"), gap: false, link: { shape: "bar", words: "inhibits" } },
      { label: rich("bone formation"), gap: false, link: { shape: "arrow", words: "can contribute to" } },
    ],
  },
  "pathway-short": {
    ...base("pathway", {
      front: "Which substance does aromatase turn into estrogen in this chain?",
      answer: "testosterone",
      reason: "Aromatase also turns androstenedione into estrone; the article names only the first of the two.",
    }),
    type: "pathway",
    steps: [
      { label: [], gap: true, link: null },
      { label: rich("estrogen"), gap: false, link: { shape: "dashes", words: "becomes" } },
      { label: rich("bone turnover"), gap: false, link: { shape: "dot", words: "regulates" } },
    ],
  },
} as const satisfies Record<string, CardContent>;

export type CardName = keyof typeof CARDS;
export const CARD_NAMES = Object.keys(CARDS) as readonly CardName[];
