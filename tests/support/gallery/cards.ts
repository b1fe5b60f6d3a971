import type { CardContent, Note, RichText, Term } from "../../../src/core/deck/deck.ts";
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
      front: "Which of the two promotes the activation of vitamin D in the kidneys, *FGF23* or *PTH*?",
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
