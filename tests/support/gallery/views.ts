import type { CardContent, Chapter, Reference } from "../../../src/core/deck/deck.ts";
import { withWording } from "../../../src/core/deck/wording.ts";
import type { DeckId, ReferenceId } from "../../../src/core/ids.ts";
import type { Outcome } from "../../../src/core/memory/outcome.ts";
import type { Meeting } from "../../../src/core/plan/meeting.ts";
import type { Provenance, SessionView } from "../../../src/session/study/session-view.ts";
import { CARDS, type CardName, OSTEOCYTE, PARACRINE, rich } from "./cards.ts";

/** Monday 23 November 2026, 21:30 in the gallery's time zone (UTC). */
export const NOW_MS = Date.UTC(2026, 10, 23, 21, 30);
const MINUTE_MS = 60_000;

const CHAPTER: Chapter = { id: "signals", title: "Who makes what", startsOff: false, offeredWhen: null };

export const PROVENANCE: Provenance = {
  title: "Bone hormones",
  language: "en",
  version: "9f2c41d07ab3",
  provenance: { title: "Bone Hormones: What They Do", author: "A. Writer", publisher: "A Journal of Bone" },
  disclaimer: "For learning only; no medical advice. Ask someone who knows you before you change anything.",
};

const STATEMENT = rich("Osteocalcin may raise the amount of insulin that the pancreas releases after a meal.");

const work = (id: ReferenceId): Reference => ({
  id,
  authors: "Writer A, et al.",
  title: `A work that is kept under the name ${id}`,
  journal: "J Bone",
  year: 2020,
  place: "12(3):45-67",
  doi: `10.1000/${id}`,
  pmid: null,
  pmcid: null,
  url: null,
  kind: "review",
});

const MEMORY = { stability: 2.3, difficulty: 5 };

const FIRST_OUTCOMES: readonly Outcome[] = [
  { rating: 1, phase: "learning", memory: MEMORY, step: 0, wait: { unit: "minutes", count: 1 } },
  { rating: 2, phase: "learning", memory: MEMORY, step: 0, wait: { unit: "minutes", count: 6 } },
  { rating: 3, phase: "learning", memory: MEMORY, step: 1, wait: { unit: "minutes", count: 10 } },
  { rating: 4, phase: "review", memory: MEMORY, step: 0, wait: { unit: "days", count: 8 } },
];
/** The widest waits that a grade bar ever has to hold. */
const LATE_OUTCOMES: readonly Outcome[] = [
  { rating: 1, phase: "relearning", memory: MEMORY, step: 0, wait: { unit: "minutes", count: 10 } },
  { rating: 2, phase: "review", memory: MEMORY, step: 0, wait: { unit: "days", count: 133 } },
  { rating: 3, phase: "review", memory: MEMORY, step: 0, wait: { unit: "days", count: 290 } },
  { rating: 4, phase: "review", memory: MEMORY, step: 0, wait: { unit: "days", count: 1_020 } },
];

export function cardView(name: CardName, revealed: boolean): SessionView & { kind: "card" } {
  return viewOf(CARDS[name], revealed, name.endsWith("-long"));
}

export function viewOf(content: CardContent, revealed: boolean, late = false): SessionView & { kind: "card" } {
  const terms = [OSTEOCYTE, PARACRINE].filter((term) => (content.terms as readonly string[]).includes(term.id));
  return {
    kind: "card",
    content,
    deckContent: content,
    own: { wording: null, isMarked: false },
    // Cards of the deck that is shipped are shown here too.
    provenance: { ...PROVENANCE, chapters: [{ ...CHAPTER, id: content.chapter }] },
    revealed,
    outcomes: late ? LATE_OUTCOMES : FIRST_OUTCOMES,
    can: { reset: late, setDue: late },
    goesAhead: false,
    isBeginner: !late,
    optionOrder: content.type === "choice" ? [2, 0, 1] : [],
    terms,
    statement: STATEMENT,
    references: content.references.map(work),
  };
}

/** With words of the learner's own and a star. */
export function ownView(name: CardName, revealed: boolean): SessionView & { kind: "card" } {
  const view = cardView(name, revealed);
  const wording = {
    question: "What do bone cells send *into the blood*?",
    answer: null,
    note: "Think of the kidneys: that is where it acts.",
  };
  return { ...view, content: withWording(view.deckContent, wording), own: { wording, isMarked: true } };
}

export const LEECH_VIEW: SessionView = {
  kind: "leech",
  lapses: 8,
  content: CARDS.forward,
  deckContent: CARDS.forward,
  own: { wording: null, isMarked: false },
  provenance: PROVENANCE,
  statement: STATEMENT,
  references: [],
  hasContrast: true,
};

export const TERM_VIEW: SessionView = { kind: "term", term: OSTEOCYTE };

export const meetingView = (meeting: Meeting, content: CardContent): SessionView & { kind: "fact" } => ({
  kind: "fact",
  meeting,
  content,
  provenance: PROVENANCE,
  terms: [],
  references: content.references.map(work),
});

/** A fact with a long reason and a remark, and no picture. */
export const FACT_VIEW: SessionView = {
  ...meetingView(
    {
      fact: {
        id: CARDS.disputed.fact,
        chapter: "signals",
        triple: { subject: CARDS.disputed.subject, relation: "raises", object: CARDS.disputed.subject },
        sign: "raises",
        context: null,
        hedge: "may",
        evidence: { species: ["mouse"], grade: "debated" },
        statement: STATEMENT,
        why: rich(
          "Its small form leaves the bone when matrix is taken away, reaches the pancreas with the blood, and was seen in mice to make the cells there answer sugar more strongly than before.",
        ),
        because: [],
        heading: "How Bones Make Hormones",
        metFirst: true,
        drawing: null,
        revision: 1,
        checkedOn: "2026-11-02",
        references: [],
      },
      because: [],
      drawing: null,
    },
    CARDS.disputed,
  ),
  terms: [OSTEOCYTE],
};

export const CORRECTION_VIEW: SessionView = {
  kind: "correction",
  correction: {
    fact: CARDS.contrast.fact,
    revision: 2,
    before: rich("FGF23 is made by osteoblasts."),
    now: rich("FGF23 is made by osteocytes."),
    why: rich("Both cells can make some of it, but most of what circulates comes from osteocytes."),
  },
};

const DONE = {
  kind: "done",
  offer: null,
  moreNew: 0,
  portions: null,
  ahead: 0,
  noNewCards: false,
  suspended: 0,
  off: { titles: [], all: false },
} as const satisfies Partial<SessionView>;

export const DONE_VIEWS: Record<string, SessionView> = {
  done: {
    ...DONE,
    reviewedToday: 14,
    next: { atMs: Date.UTC(2026, 10, 24, 4), cards: 9 },
  },
  "done-more": {
    ...DONE,
    moreNew: 3,
    reviewedToday: 14,
    next: { atMs: Date.UTC(2026, 10, 24, 4), cards: 9 },
  },
  "done-soon": {
    ...DONE,
    ahead: 3,
    reviewedToday: 3,
    next: { atMs: NOW_MS + 8 * MINUTE_MS, cards: 1 },
  },
  "done-nothing": {
    ...DONE,
    reviewedToday: 0,
    next: { atMs: Date.UTC(2026, 10, 27, 4), cards: 3 },
  },
  "done-offer": {
    ...DONE,
    offer: {
      deck: CARDS.forward.id.split("/")[0] as DeckId,
      chapter: "minerals",
      title: "Calcium, vitamin D and their hormones",
      cards: 12,
      waiting: ["minerals", "drugs"],
    },
    reviewedToday: 14,
    next: { atMs: Date.UTC(2026, 10, 24, 4), cards: 9 },
  },
  "done-all-off": {
    ...DONE,
    off: { titles: ["Hormones of bone"], all: true },
    reviewedToday: 3,
    next: null,
  },
  "done-some-off": {
    ...DONE,
    off: { titles: ["Sclerostin", "Good to know first"], all: false },
    reviewedToday: 3,
    next: { atMs: Date.UTC(2026, 10, 24, 4), cards: 9 },
  },
  "done-suspended": {
    ...DONE,
    suspended: 386,
    reviewedToday: 0,
    next: null,
  },
  "done-portions": {
    ...DONE,
    portions: { perDay: 50, untilMs: Date.UTC(2026, 10, 28, 4) },
    reviewedToday: 50,
    next: { atMs: Date.UTC(2026, 10, 24, 4), cards: 50 },
  },
  "done-never": {
    ...DONE,
    reviewedToday: 0,
    next: null,
  },
};

export const TROUBLE_VIEW: SessionView = {
  kind: "trouble",
  way: "tryAgain",
  message:
    "Osteon could not open its database because another tab holds an older version of it. Close the other tabs of Osteon, then open this one again.",
};

/** A card whose answer is typed; what is mixed up with it is sclerostin. */
export function typedView(name: "forward" | "reverse" = "forward"): SessionView & { kind: "card" } {
  const view = cardView(name, false);
  const [answer, typed] = name === "forward" ? ["FGF23", ["FGF23"]] : ["Osteocytes", ["osteocytes"]];
  const content = { ...view.content, answer: rich(answer), typed };
  return { ...view, content, deckContent: content, isTyped: true };
}
