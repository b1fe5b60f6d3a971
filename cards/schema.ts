/** The shape of the files that authors write. `load.ts` reads them, `README.md` explains them. */
import * as v from "valibot";
import { CARD_TYPES } from "../src/core/deck/deck.ts";

const line = v.pipe(v.string("must be text"), v.trim(), v.nonEmpty("must not be empty"));
const slug = v.pipe(
  v.string("must be an id"),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be an id: small letters, digits and single hyphens"),
);
const isoDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-11-23"));
/** Whether there is such a relation, names.ts looks. */
const relation = slug;
const address = v.pipe(v.string(), v.regex(/^https:\/\/\S+$/, "must be an address that starts with https"));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Subject, relation, object: `[osteocyte, produces, sclerostin]`. */
const tripleSchema = v.strictTuple([slug, relation, slug]);

const evidenceSchema = v.strictObject({
  /** In whom it was shown: human, mouse, rat; empty where it is not about living things. */
  species: v.optional(v.array(slug), []),
  grade: v.picklist(["established", "probable", "debated"]),
});

export const deckSchema = v.strictObject({
  title: line,
  /** A BCP 47 tag. The frames of questions speak English. */
  language: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a tag such as en")),
    "en",
  ),
  /** Under which licence the texts may be used; the code has its own. */
  licence: v.optional(line, "CC BY 4.0"),
  /** The one work that the deck follows; left out when its facts rest on their references alone. */
  provenance: v.optional(v.strictObject({ title: line, author: line, publisher: line })),
  /** What facts rest on that do not say otherwise. */
  evidence: v.optional(evidenceSchema, { species: [], grade: "established" }),
  disclaimer: line,
  /** Stands before a reason that goes beyond the source. */
  backgroundLabel: v.optional(line, "Background"),
  checkedOn: isoDate,
  /** Short key to the heading of the source that a fact stands under. */
  headings: v.optional(v.record(slug, line), {}),
  /** In the order in which they are taught; each is a file of facts. */
  chapters: v.array(
    v.strictObject({
      id: slug,
      title: line,
      /** Not introduced until the learner switches it on. */
      startsOff: v.optional(v.boolean(), false),
      /** Everyday advice: from the third day its cards come between those of the other chapters. */
      advice: v.optional(v.boolean(), false),
      /** Offered once this share of the cards of those chapters is known. */
      offeredWhen: v.optional(v.strictObject({ chapters: v.array(slug), known: share })),
    }),
  ),
  /** Pairs that stand for one idea, so that their "and" or "to" is no list (rule Q1). */
  whole: v.optional(v.array(line), []),
  /** Words so common that they give no answer away (rule Q5), and roots of words, with a hyphen behind: "osteo-". */
  common: v.optional(v.array(line), []),
  /** Pairs that learners mix up; `both` asks for the mirror card too (rule Q19). */
  confusable: v.optional(
    v.array(v.strictObject({ pair: v.strictTuple([slug, slug]), both: v.optional(v.boolean(), false) })),
    [],
  ),
  /** Whose verdict stands beside the teacher's in readings.yaml. */
  specialist: v.optional(line, "specialist"),
  /** Rules that the deck does not pass yet: their findings are told and fail nothing. Empty when the deck is done. */
  notYet: v.optional(v.array(line), []),
  /** How many links from fact to fact (`because`) its facts hold at least (rule coverage). */
  links: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** How many cards the deck may hold. */
  size: v.strictObject({ min: v.number(), max: v.number() }),
});
export type DeckFile = v.InferOutput<typeof deckSchema>;

export const entitySchema = v.strictObject({
  id: slug,
  /** As it stands in the middle of a sentence. */
  name: line,
  class: line,
  /** The name takes a plural verb: "kidneys", "osteocytes". */
  plural: v.optional(v.boolean(), false),
  /** "the", "a", "an" or nothing. */
  article: v.optional(v.picklist(["the", "a", "an"]), undefined),
  /** Other words for the same thing; all count for leaks and for "is it named?". */
  aka: v.optional(v.array(line), []),
  /** Narrower classes that a question may name: "endocrine hormone". */
  kinds: v.optional(v.array(line), []),
  /** Everyday words need no teaching; all others must be taught before a card uses them (rule Q13). */
  everyday: v.optional(v.boolean(), false),
  /** One sentence of what it is or does: the why of a wrong option that no fact speaks of. */
  says: v.optional(line),
  /** What it is a step of: "vitamin D activation" of calcitriol. Cards on the two count as cards on one thing (rule Q16). */
  stepOf: v.optional(slug),
  /** Only for what a body makes: does bone make it? */
  madeInBone: v.optional(v.union([v.boolean(), v.literal("converted")]), undefined),
});
export type Entity = v.InferOutput<typeof entitySchema>;

export const termSchema = v.strictObject({
  id: slug,
  name: line,
  /** Word forms that also mean the term. */
  forms: v.optional(v.array(line), []),
  definition: line,
});
export type GlossaryTerm = v.InferOutput<typeof termSchema>;

const optionSchema = v.strictObject({ is: slug, why: line, text: v.optional(line) });
const accepts = v.pipe(
  v.strictObject({ min: v.number(), max: v.number(), unit: line }),
  v.check(({ min, max }) => min <= max, "min must not be above max, or no number at all would be right"),
);

/** Why an author words a question that a frame could ask, or could not. */
const OVERRIDES = [
  /** English says it otherwise. */
  "idiom",
  /** The relation or the hedge has no frame that fits. */
  "hedge",
  /** The point is what the source says. */
  "source",
  /** A scene in which the fact is used. */
  "scene",
  /** A figure and its unit. */
  "figure",
  /** The point is a difference or a reason, which no triple holds. */
  "insight",
] as const;

export const cardSchema = v.strictObject({
  /** Which end of the triple is asked for. */
  asks: v.optional(v.picklist(["subject", "object", "sign"])),
  /** The narrower class that the question names. */
  kind: v.optional(line),
  /** Further triples that the question states of its answer; `_` stands for the answer. */
  where: v.optional(v.array(v.strictTuple([v.string(), relation, v.string()])), []),
  /** In the author's words; left out, a frame asks. */
  front: v.optional(line),
  /** Why a front is better than the frame's. */
  override: v.optional(v.picklist(OVERRIDES, `must be one of ${OVERRIDES.join(", ")}`)),
  answer: v.optional(line),
  reason: v.optional(line),
  /** In place of `reason`, when it tells what the source does not say: shown with the label "Background". */
  background: v.optional(line),
  /** Contrast: the other one, and the fact that teaches it. */
  against: v.optional(slug),
  with: v.optional(slug),
  /** Choice: why the key is right, and the wrong options. */
  why: v.optional(line),
  wrong: v.optional(v.array(optionSchema), []),
  /** Choice with NOT: what is true of every option but the key. */
  not: v.optional(v.strictTuple([relation, slug])),
  /** Pathway: the first station, then `relation: station`; the asked entity is the gap. */
  steps: v.optional(v.array(v.union([slug, v.record(slug, slug)])), []),
  accepts: v.optional(accepts),
  /** Diagram: the drawing, and the part whose label or sign is covered. */
  drawing: v.optional(slug),
  covers: v.optional(v.strictObject({ part: slug, what: v.optional(v.picklist(["label", "sign"]), "label") })),
});
export type CardSpec = v.InferOutput<typeof cardSchema>;

const CARD_KEY = new RegExp(`^(${CARD_TYPES.join("|")})(-[a-z0-9]+)*$`);

const cardsSchema = v.record(
  v.pipe(
    v.string(),
    v.regex(CARD_KEY, ({ input }) => `"${input}" does not begin with a card type`),
  ),
  cardSchema,
);

const CONTEXT =
  /^(in|on|at|after|before|during|when|while|under|by|with|without|from|through|among|for|as|if|once|over|near|between|within|inside|outside)\b/;

const factSchema = v.strictObject({
  id: slug,
  triple: tripleSchema,
  /** The fact as one plain sentence in our own words. */
  statement: line,
  /** A key of the deck's headings; left out when the fact does not come from the deck's source. */
  heading: v.optional(slug),
  importance: v.picklist(["core", "useful", "minor"]),
  /** The word of caution that the source uses; no card may drop it (rule Q11). */
  hedge: v.optional(line),
  /** Which way the subject moves the object, where the relation does not say it. */
  sign: v.optional(v.picklist(["raises", "lowers", "regulates"])),
  /** Where, when or in whom it holds, as it stands in a sentence: "in the kidneys". */
  context: v.optional(
    v.pipe(line, v.regex(CONTEXT, "must begin as it would in a sentence: in the kidneys, after menopause")),
  ),
  evidence: v.optional(evidenceSchema),
  /** One sentence of why, shown with every card that has no reason of its own. */
  why: v.optional(line),
  /** The facts that explain it. */
  because: v.optional(v.array(slug), []),
  /** Ids of references.yaml. */
  references: v.optional(v.array(slug), []),
  /** Shown before its first question; the program decides when left out. */
  met: v.optional(v.boolean()),
  /** The drawing that shows it. */
  drawing: v.optional(slug),
  note: v.optional(slug),
  /** Facts to be answered right before this one is introduced. */
  needs: v.optional(v.array(slug), []),
  /** The entity that reports count the fact under; the file's `about` when left out. */
  about: v.optional(slug),
  revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  corrections: v.optional(
    v.array(
      v.strictObject({ revision: v.pipe(v.number(), v.integer(), v.minValue(2)), before: line, now: line, why: line }),
    ),
    [],
  ),
  checkedOn: v.optional(isoDate),
  /** Why it is neither asked nor told. */
  leftOut: v.optional(line),
  /** For a fact without cards: the card whose answer side shows it. */
  shownIn: v.optional(line),
  /** By template; `auto` leaves it to the program which are fair. */
  cards: v.optional(
    v.lazy(
      (cards): v.GenericSchema<unknown, "auto" | Record<string, CardSpec>> =>
        cards === "auto" ? v.literal("auto") : cardsSchema,
    ),
    {},
  ),
});
type FactFile = v.InferOutput<typeof factSchema>;
export interface Fact extends Omit<FactFile, "cards"> {
  readonly chapter: string;
  readonly cards: Readonly<Record<string, CardSpec>>;
  /** The program chooses its cards. */
  readonly auto: boolean;
}

export const factsSchema = v.strictObject({ about: slug, facts: v.array(factSchema) });

export const noteSchema = v.strictObject({
  text: line,
  /** How sure one can be of the remark itself. */
  confidence: v.picklist(["well established", "likely", "debated"]),
  /** The year since which it has been so. */
  since: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1500), v.maxValue(2100))),
  /** Ids of references.yaml. */
  references: v.pipe(v.array(slug), v.minLength(1, "needs at least one reference")),
});
export type NoteFile = v.InferOutput<typeof noteSchema>;

/** A work that facts and notes rest on. */
export const referenceSchema = v.strictObject({
  id: slug,
  authors: line,
  title: line,
  journal: line,
  year: v.pipe(v.number(), v.integer(), v.minValue(1500), v.maxValue(2100)),
  volume: v.optional(line),
  pages: v.optional(line),
  doi: v.optional(v.pipe(v.string(), v.regex(/^10\.\d{4,9}\/\S+$/, "must be a DOI such as 10.1210/jc.2019-00221"))),
  pmid: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/, "must be the digits of a PMID, in quotes"))),
  pmcid: v.optional(v.pipe(v.string(), v.regex(/^PMC\d{1,9}$/, "must be a PMCID such as PMC5198563"))),
  url: v.optional(address),
  kind: v.picklist(["guideline", "review", "trial", "mechanism", "textbook", "data"]),
  /** What it was read for; for authors, never shown. */
  supports: v.optional(line),
});
export type ReferenceFile = v.InferOutput<typeof referenceSchema>;

const point = v.strictTuple([v.number(), v.number()]);
const tone = v.picklist(["ink", "faint", "paper", "bone", "cell", "blood", "signal", "mineral", "organ"]);
const weight = v.optional(v.picklist(["thin", "normal", "thick"]), "normal");
const filled = {
  id: slug,
  fill: v.optional(tone),
  line: v.optional(tone),
  weight,
  dashed: v.optional(v.boolean(), false),
};
const points = v.pipe(v.array(point), v.minLength(2, "needs two points at least"));
const smooth = v.optional(v.boolean(), false);

/** A picture: parts in the order in which they are drawn, and what they show in words. See src/core/drawing.ts. */
export const drawingSchema = v.strictObject({
  id: slug,
  title: line,
  size: point,
  parts: v.array(
    v.variant("draw", [
      v.strictObject({ draw: v.literal("box"), ...filled, at: point, size: point, corner: v.optional(v.number(), 0) }),
      v.strictObject({
        draw: v.literal("ellipse"),
        ...filled,
        center: point,
        radii: point,
        turn: v.optional(v.number(), 0),
      }),
      v.strictObject({ draw: v.literal("outline"), ...filled, points, smooth, closed: v.optional(v.boolean(), false) }),
      v.strictObject({
        draw: v.literal("label"),
        id: slug,
        at: point,
        text: line,
        align: v.optional(v.picklist(["start", "middle", "end"]), "middle"),
        size: v.optional(v.picklist(["small", "normal", "large"]), "normal"),
      }),
      v.strictObject({
        draw: v.literal("arrow"),
        id: slug,
        points,
        smooth,
        sign: v.picklist(["raises", "lowers", "regulates", "none"]),
        dashed: v.optional(v.boolean(), false),
        weight,
        /** The triple that the arrow stands for; a fact or world.yaml must say it. */
        says: v.optional(tripleSchema),
      }),
    ]),
  ),
  words: v.array(v.strictObject({ text: line, tells: v.optional(v.array(slug), []) })),
});
export type DrawingFile = v.InferOutput<typeof drawingSchema>;

/** A statement of the source that medicine would qualify, and what the deck does about it (rule Q12). */
export const disputeSchema = v.strictObject({
  claim: line,
  treatment: v.picklist(["omit", "rephrase", "note"]),
  does: line,
  /** Facts that must carry the note. */
  facts: v.optional(v.array(slug), []),
  note: v.optional(slug),
  /** Patterns that no card may show anywhere. */
  forbids: v.optional(v.array(line), []),
  /** Triples that the deck may not teach; `any` matches every entity. */
  forbidsFacts: v.optional(v.array(v.strictTuple([v.string(), v.string(), v.string()])), []),
});
export type Dispute = v.InferOutput<typeof disputeSchema>;

/** What no text of the deck may say, wherever it stands (rule Q12): false things that are easily slipped in, and advice. */
export const banSchema = v.strictObject({
  /** Why not, in a sentence. */
  because: line,
  /** Patterns, without regard to capitals. */
  forbids: v.pipe(v.array(line), v.minLength(1)),
});
export type Ban = v.InferOutput<typeof banSchema>;

/** What is also true outside the source: it makes answers right, and is never taught. */
export const worldSchema = v.strictObject({
  alsoTrue: v.array(
    v.union([
      tripleSchema,
      /** With the context in which it is true; otherwise it is true everywhere. */
      v.strictTuple([slug, relation, slug, line]),
    ]),
  ),
  /** What is known to be false: each wrong option of a choice stands on one of these (rule Q14). */
  alsoFalse: v.optional(v.array(tripleSchema), []),
});
type World = v.InferOutput<typeof worldSchema>;
export type Triple = v.InferOutput<typeof tripleSchema>;
export type WorldTriple = World["alsoTrue"][number];

/** A relation of the deck's own; see relations.ts. */
export const relationSchema = v.strictObject({
  one: line,
  many: line,
  done: v.optional(line),
  entails: v.optional(v.array(slug)),
  regulates: v.optional(v.boolean()),
  direction: v.optional(v.picklist(["up", "down"])),
  weakerUnlessMain: v.optional(slug),
  complete: v.optional(v.strictObject({ subject: v.optional(v.array(slug)), object: v.optional(v.array(slug)) })),
  shape: v.optional(v.picklist(["arrow", "bar", "dot", "dashes"])),
  asks: v.optional(v.strictObject({ subject: v.optional(line), object: v.optional(line) })),
});

/** A class that questions name: "Which hormone …". Classes without an entry are their own noun. */
export const classSchema = v.strictObject({
  id: line,
  one: v.optional(line),
  many: v.optional(line),
  /** The broader class that all its members belong to as well. */
  within: v.optional(line),
  /** False for a class that no question should name. */
  asked: v.optional(v.boolean(), true),
});
export type ClassFile = v.InferOutput<typeof classSchema>;

export const historySchema = v.strictObject({
  renamed: v.record(line, line),
  retired: v.array(v.strictObject({ id: line, why: line })),
});
export type History = v.InferOutput<typeof historySchema>;
