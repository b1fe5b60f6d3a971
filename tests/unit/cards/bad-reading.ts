import { type Case, cushing, inBone, tide } from "./bad-card.ts";
import { drawing, heldAgainst, note, readAs, term, work } from "./spoils.ts";
import { both, card, entity, fact, type Spoil, tides } from "./support.ts";

/** What the deck's bans hold off, each slipped into another kind of text. */
const BANNED: readonly (readonly [what: string, at: string, spoil: Spoil, says: RegExp])[] = [
  [
    "a term of the wrong cell",
    "osteoclast",
    term("osteoclast", "A large cell that builds new bone and lays down osteoid."),
    /Osteoclasts take bone away/,
  ],
  [
    "a term that makes builders eat",
    "osteoblast",
    term("osteoblast", "A cell that dissolves old bone."),
    /Osteoblasts lay bone down/,
  ],
  [
    "a why that swaps the markers",
    "p1np-formation",
    fact("p1np-formation", { why: "In blood P1NP is a marker of bone breakdown." }),
    /P1NP tells of formation/,
  ],
  [
    "a dose that may be missed",
    "denosumab-rebound",
    fact("denosumab-rebound", { why: "A missed dose of denosumab does no harm, since it stays in bone." }),
    /missed is a danger/,
  ],
  [
    "a drug for the wrong patient",
    "romosozumab-target",
    fact("romosozumab-target", { why: "So romosozumab is the best choice after a heart attack." }),
    /carries a warning/,
  ],
  [
    "advice to everybody in a note",
    "alcohol",
    note("alcohol", { text: "Everyone should take vitamin D and magnesium pills every day." }),
    /Nobody is told to take/,
  ],
  [
    "advice to the reader in a question",
    "avoid-alcohol/forward",
    card("avoid-alcohol/forward", {
      front: "In large amounts alcohol hampers which bone cells, so that you must stop drinking?",
    }),
    /Nobody is told to take/,
  ],
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
    "pth-calcium/reverse",
    card("pth-calcium/reverse", {
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
    "cushing-cortisol/choice",
    cushing({ why: "Too much cortisol takes 40% of the bone in a week." }),
    /the number 40 is not in the fact/,
  ),
  ...BANNED.map(([what, at, spoil, says]) => inBone("Q12", what, at, spoil, says)),
  tide(
    "Q10",
    "a why in which a thing falls with what raises it",
    "tides-slow-rotation/forward",
    card("tides-slow-rotation/forward", {
      reason: "The rotation of the Earth rises with tides.",
      background: undefined,
    }),
    /goes up, and the facts go down/,
  ),
  inBone(
    "Q10",
    "a reason in which RANKL rises with estrogen",
    "estrogen-rankl",
    fact("estrogen-rankl", { why: "RANKL rises with estrogen, and fewer osteoclasts form." }),
    /goes up, and the facts go down/,
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
  tide(
    "Q28",
    "a verdict by a work that the deck does not have",
    "term neap-tide",
    both(readAs("good"), heldAgainst("term neap-tide", "nowhere-1999")),
    /held against a work that is not there: "nowhere-1999"/,
  ),
  tide("Q28", "more weak texts than one in ten", "second-deck", readAs("weak"), /of \d+ texts are weak/),
];

/** The word salad of the reading in any order: what no pattern sees, the readings do. */
export const salad = both(
  readAs("good"),
  card("moon-makes-tides/reverse", { front: "Which tides body celestial makes main?" }),
);
export const readTides = readAs("good")(tides);
