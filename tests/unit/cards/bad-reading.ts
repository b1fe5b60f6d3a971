/**
 * Bad cards that a reading found and the rules once let pass, and more of that kind. Each case is what a careless author
 * might do; `numbered` are those that the reading listed, under its numbers.
 */

import { judge } from "../../../cards/judge.ts";
import type { Reading } from "../../../cards/reading-schema.ts";
import { hashOf } from "../../../cards/readings.ts";
import type { DeckSource } from "../../../cards/source.ts";
import { type Case, inBone, plainCard, tide } from "./bad-card.ts";
import { addCard, bone, both, card, entity, fact, type Spoil, tides } from "./support.ts";

const note =
  (id: string, patch: Partial<DeckSource["notes"][string]>): Spoil =>
  (source) => {
    const found = source.notes[id];
    if (found === undefined) throw new Error(`no note "${id}" to spoil`);
    return { ...source, notes: { ...source.notes, [id]: { ...found, ...patch } } };
  };

const term =
  (id: string, definition: string): Spoil =>
  (source) => ({ ...source, terms: source.terms.map((each) => (each.id === id ? { ...each, definition } : each)) });

const work =
  (id: string, patch: Partial<ReturnType<DeckSource["references"]["get"]> & object>): Spoil =>
  (source) => {
    const found = source.references.get(id);
    if (found === undefined) throw new Error(`no work "${id}" to spoil`);
    return { ...source, references: new Map(source.references).set(id, { ...found, ...patch }) };
  };

const drawing =
  (change: (parts: DeckSource["drawings"] extends ReadonlyMap<string, infer D> ? D : never) => object): Spoil =>
  (source) => {
    const found = source.drawings.get("pull-and-brake");
    if (found === undefined) throw new Error("no drawing to spoil");
    return { ...source, drawings: new Map(source.drawings).set(found.id, { ...found, ...change(found) }) };
  };

/** Good verdicts on every text of the deck as it stands now; what is spoilt afterwards is unread. */
const readAs =
  (verdict: Reading["teacher"], at?: string): Spoil =>
  (source) => ({
    ...source,
    readings: judge(source).texts.map(
      (text): Reading => ({
        at: text.at,
        hash: hashOf(text),
        on: "2026-11-26",
        specialist: at === undefined || at === text.at ? verdict : "good",
        teacher: "good",
        checked: "one answer, true",
      }),
    ),
  });

const lure = (is: string, why: string) => (wrong: readonly { is: string; why: string }[]) =>
  wrong.map((option, place) => (place === 0 ? { is, why } : option));
const wrongOf = (id: string) => {
  const [factId = "", template = ""] = id.split("/");
  return bone.facts.find((each) => each.id === factId)?.cards[template]?.wrong ?? [];
};

export const NUMBERED_CASES: readonly Case[] = [
  inBone(
    "Q10",
    "1: a reason that says PTH lowers calcium",
    "pth-calcium/forward",
    card("pth-calcium/forward", {
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
    card("sclerostin-inhibits-wnt/forward", { front: "What does sclerostin inhibit?" }),
    /the question does not say "signaling pathway"/,
  ),
  inBone(
    "Q14",
    "5: a wrong option that is true in medicine",
    "osteocalcin-insulin-sensitivity/choice",
    card("osteocalcin-insulin-sensitivity/choice", {
      wrong: lure("estrogen", "Estrogen is a sex hormone.")(wrongOf("osteocalcin-insulin-sensitivity/choice")),
    }),
    /nothing says that "estrogen improves insulin-sensitivity" is false/,
  ),
  inBone(
    "Q14",
    "6: a lure of another class",
    "osteocalcin-insulin-sensitivity/choice",
    card("osteocalcin-insulin-sensitivity/choice", {
      wrong: lure(
        "melatonin",
        "Melatonin is a hormone of the night.",
      )(wrongOf("osteocalcin-insulin-sensitivity/choice")),
    }),
    /the option "melatonin" is no bone signal/,
  ),
  inBone(
    "Q7",
    "7: word salad",
    "pth-calcium/forward",
    card("pth-calcium/forward", { front: "Chiefly PTH mineral does the in which regulate blood?" }),
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
      kind: "endocrine hormone",
      front: "A student asks which endocrine hormone the osteocytes make. Which is it?",
    }),
    /is no scene/,
  ),
  inBone(
    "Q27",
    "11: the definition of the answer as question",
    "menopause-estrogen/reverse",
    both(
      entity("menopause", { says: "The stage of life in which the periods stop for good." }),
      card("menopause-estrogen/reverse", {
        front: "Which stage of life, when the periods stop for good, brings a drop in estrogen?",
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

export const MORE_CASES: readonly Case[] = [
  tide(
    "Q10",
    "the why of an option turned round",
    "moon-makes-tides/choice",
    card("moon-makes-tides/choice", { why: "The Moon makes them, and tides speed up the spin of the Earth." }),
    /goes up, and the facts go down/,
  ),
  tide(
    "Q10",
    "a note turned round, in the passive",
    "seas-differ",
    note("seas-differ", { text: "In all seas the rotation of the Earth is raised by tides." }),
    /goes up, and the facts go down/,
  ),
  tide(
    "Q11",
    "a reason that drops the hedge of another fact",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", {
      reason: "Where the pulls add up, a spring tide raises the tidal range and drags more water along.",
      background: undefined,
    }),
    /says flatly what spring-tide-range only calls "often"/,
  ),
  inBone(
    "Q11",
    "a term that is too sure",
    "osteocyte",
    term("osteocyte", "A bone cell that never dies."),
    /"never" is surer/,
  ),
  inBone(
    "Q10",
    "a note that says FGF23 raises phosphate",
    "fgf23-phosphate-direction",
    note("fgf23-phosphate-direction", { text: "In the blood, FGF23 raises phosphate." }),
    /goes up, and the facts go down/,
  ),
  inBone(
    "Q11",
    "a reason without any doubt",
    "pth-calcium/forward",
    card("pth-calcium/forward", {
      background: "Without doubt this is the most important mineral that the body has at all.",
    }),
    /"Without doubt" is surer/,
  ),
  inBone(
    "Q25",
    "a quarrel that is called well established",
    "osteocalcin-debate",
    note("osteocalcin-debate", { confidence: "well established" }),
    /is called well established and says "disputed"/,
  ),
  tide(
    "coverage",
    "one fact under two names",
    "tides-slow-rotation",
    fact("tides-use-gravity", { triple: ["tides", "slows", "rotation"] }),
    /says the same as/,
  ),
  tide(
    "coverage",
    "a reason that has nothing to do with it",
    "neap-tide-time",
    fact("neap-tide-time", { because: ["tides-slow-rotation"] }),
    /is explained by tides-slow-rotation, which speaks of neither of its ends/,
  ),
  inBone(
    "Q12",
    "a forbidden word in a term",
    "osteocyte",
    term("osteocyte", "A bone cell that answers to hypothyroidism."),
    /goes against the treatment/,
  ),
  inBone(
    "Q12",
    "a number from nowhere in a why",
    "fgf23-phosphate/choice",
    card("fgf23-phosphate/choice", { why: "FGF23 lowers phosphate by 40% within a week." }),
    /the number 40% is not in the fact|the number 40 is not in the fact/,
  ),
  tide(
    "Q23",
    "a stem in the plural for one answer",
    "moon-makes-tides/reverse",
    both(
      entity("moon", { class: "body" }),
      card("moon-makes-tides/reverse", { front: "Which bodies mainly make the tides?" }),
    ),
    /asks "which bodies", and "Moon" is one/,
  ),
  tide(
    "Q23",
    "an option that differs in number",
    "moon-makes-tides/choice",
    entity("mars", { plural: true }),
    /the option "Mars" differs in number/,
  ),
  tide(
    "Q24",
    "a question that leaves out where the fact holds",
    "tides-slow-rotation/forward",
    fact("tides-slow-rotation", { context: "in shallow seas" }),
    /holds "in shallow seas", and the question does not say so/,
  ),
  tide(
    "Q24",
    "mouse work told as if of people",
    "tides-slow-rotation/forward",
    fact("tides-slow-rotation", { evidence: { species: ["mouse"], grade: "probable" } }),
    /was shown in mouse only/,
  ),
  tide(
    "Q24",
    "a debated fact without a word of it",
    "tides-slow-rotation/forward",
    fact("tides-slow-rotation", { evidence: { species: [], grade: "debated" } }),
    /is debated, and has neither/,
  ),
  tide(
    "Q25",
    "a debate of a year that no work is from",
    "seas-differ",
    note("seas-differ", { since: 1950 }),
    /says since 1950, and no work/,
  ),
  tide(
    "Q25",
    "a thing well established by cells in a dish",
    "seas-differ",
    work("harbor-2020", { kind: "mechanism" }),
    /rests on laboratory work alone/,
  ),
  tide(
    "Q26",
    "a fact that is told where it does not stand",
    "spring-tide-at-new-moon",
    fact("spring-tide-at-new-moon", { shownIn: "tides-slow-rotation/forward" }),
    /does not speak of "spring tide" and "new moon"/,
  ),
  tide(
    "Q20",
    "an arrow that points the wrong way",
    "pull-and-brake",
    drawing(({ parts }) => ({
      parts: parts.map((part) => (part.id === "tides-to-spin" ? { ...part, sign: "raises" } : part)),
    })),
    /the arrow "tides-to-spin" raises, and "slows" lowers/,
  ),
  tide(
    "Q20",
    "an arrow that no fact draws",
    "pull-and-brake",
    drawing(({ parts }) => ({
      parts: parts.map((part) =>
        part.draw === "arrow" ? { ...part, says: ["moon", "slows", "rotation"], sign: "lowers" } : part,
      ),
    })),
    /draws "moon slows rotation", which no fact says/,
  ),
  tide(
    "Q20",
    "a drawing that a screen reader hears only half of",
    "pull-and-brake",
    drawing(({ words }) => ({ words: words.slice(1) })),
    /no sentence tells of "moon-name"/,
  ),
  tide(
    "Q20",
    "words that tell what is covered",
    "tides-slow-rotation/diagram",
    card("tides-slow-rotation/diagram", { asks: "object", covers: { part: "moon-name", what: "label" } }),
    /the covered label "The Moon" is not "rotation of the Earth"/,
  ),
  tide(
    "Q28",
    "a text that was changed after it was read",
    "tides-slow-rotation/forward question",
    both(
      readAs("good"),
      card("tides-slow-rotation/forward", { front: "Which motion do the tides slow, year by year?" }),
    ),
    /nobody has read it as it stands/,
  ),
  tide(
    "Q28",
    "a verdict on what is gone",
    "tides-slow-rotation/forward question",
    both(
      readAs("good"),
      card("tides-slow-rotation/forward", { front: "Which motion do the tides slow, year by year?" }),
    ),
    /on a text that is no longer there/,
  ),
  tide("Q28", "a text that a reader called bad", "term neap-tide", readAs("bad", "term neap-tide"), /was called bad/),
  tide("Q28", "more weak texts than one in ten", "second-deck", readAs("weak"), /of \d+ texts are weak/),
];

/** The word salad of the reading in any order: what no pattern sees, the readings do. */
export const salad = both(
  readAs("good"),
  card("moon-makes-tides/reverse", { front: "Which tides body celestial makes main?" }),
);
export const readTides = readAs("good")(tides);
