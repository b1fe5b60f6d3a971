/**
 * What a deck is once it is built: plain data, the contract between `cards/` (which makes it), the database (which
 * keeps it) and the review component (which shows it).
 */
import type { CardId, DeckId, EntityId, FactId, ReferenceId, TermId } from "../ids.ts";
import type { Drawing } from "./drawing.ts";

/** Structured text. There is no HTML anywhere, so nothing that looks like markup can become markup. */
export type Segment =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "emphasis"; readonly text: string }
  /** The gap of a cloze; drawn at a fixed width whatever it hides. */
  | { readonly kind: "blank" };
export type RichText = readonly Segment[];

/** How sure one can be of a remark, in words: of the remark itself, never of the answer beside it. */
export interface Confidence {
  readonly level: "wellEstablished" | "likely" | "debated";
  /** The year since which it has been so; null where none can be named. */
  readonly sinceYear: number | null;
}

/** A remark of medicine that qualifies what the source states. Shown with the answer, never graded. */
export interface Note {
  readonly text: RichText;
  /** Null where a learner has put words of their own in its place: a deck says of each note how sure it is. */
  readonly confidence: Confidence | null;
  /** The works that the remark rests on, see {@link Deck.references}. */
  readonly references: readonly ReferenceId[];
}

/** A work that a fact or a note rests on. What is not known of it is left empty, never guessed. */
export interface Reference {
  readonly id: ReferenceId;
  /** As they are cited: "Eastell R, et al." */
  readonly authors: string;
  readonly title: string;
  /** The journal, or who published it. */
  readonly journal: string;
  readonly year: number;
  /** Volume and pages as they are cited: "104(5):1595-1622"; empty where they are not known. */
  readonly place: string;
  readonly doi: string | null;
  readonly pmid: string | null;
  readonly pmcid: string | null;
  /** Only where there is no DOI and no number at PubMed. */
  readonly url: string | null;
  readonly kind: "guideline" | "review" | "trial" | "mechanism" | "textbook" | "data";
}

export interface Option {
  readonly text: RichText;
  readonly correct: boolean;
  /** Shown after the answer: what this option is or does instead (for the right one, why it is right). */
  readonly why: RichText;
}

/** How one station of a pathway leads to the next: a line, whose end never tells by colour alone, and its words. */
export interface Link {
  /** `bar` for what lowers or inhibits, `dot` for what regulates either way, `dashes` for one thing becoming another. */
  readonly shape: "arrow" | "bar" | "dot" | "dashes";
  /** The verb, and the hedge of the fact that it draws: "inhibits", "can contribute to". */
  readonly words: string;
}
export interface PathwayStep {
  /** Empty for the gap that is asked for. */
  readonly label: RichText;
  readonly gap: boolean;
  /** How the step before leads here; null for the first. */
  readonly link: Link | null;
}

interface CardBase {
  readonly id: CardId;
  /** The fact that the card grades. Cards of one fact are siblings and never come on the same study day. */
  readonly fact: FactId;
  readonly template: string;
  readonly chapter: string;
  /** Place in the order of introduction, from 0, without gaps within a deck. */
  readonly order: number;
  /** Ids this card had in earlier versions of the deck; their history is this card's. */
  readonly formerIds: readonly CardId[];
  /** The heading of the deck's source that the fact stands under; null when the fact rests on its references alone. */
  readonly heading: string | null;
  /** The entity the card is about (a hormone, mostly), for reports; its name is in {@link Deck.entities}. */
  readonly subject: EntityId;
  readonly front: RichText;
  readonly answer: RichText;
  /** One sentence of why, or a contrast; shown under the answer. */
  readonly reason: RichText;
  readonly note: Note | null;
  /** What the fact and its note rest on, see {@link Deck.references}. */
  readonly references: readonly ReferenceId[];
  /** The glossary terms that must have been shown before this card. */
  readonly terms: readonly TermId[];
  /** Facts of which some card must have been answered right (Hard or better) before this one is introduced. */
  readonly unlockedBy: readonly FactId[];
  /** Goes up when the meaning of the fact changes; see {@link Deck.corrections}. */
  readonly factRevision: number;
  /** When the fact was last checked, as YYYY-MM-DD. */
  readonly checkedOn: string;
  /**
   * The spellings that are right where the answer may be typed: it is the name of a thing, and a short one. Absent where it
   * may not. Case, hyphens, articles, plurals and British spelling are none of them: see `same-name.ts`.
   */
  readonly typed?: readonly string[];
  /** Names of other things that are one slip of the fingers away from those: nobody who types one has made a slip. */
  readonly unlike?: readonly string[];
  /** What its answer is mixed up with, as far as the deck has a card that sets the two beside each other. */
  readonly mixUps?: readonly MixUp[];
}

/** A thing that is taken for the answer of a card, and the contrast of both. */
export interface MixUp {
  readonly contrast: CardId;
  /** The answer as it stands in a sentence: "the kidneys". */
  readonly thing: string;
  /** The other thing in the same way, and then its other names. */
  readonly other: readonly string[];
}

/** What differs from type to type. */
export type CardBody =
  | { readonly type: "forward" | "reverse" | "cloze" | "contrast" | "vignette" }
  | { readonly type: "choice"; readonly options: readonly Option[] }
  | { readonly type: "pathway"; readonly steps: readonly PathwayStep[] }
  | {
      readonly type: "number";
      /** Every number from min to max, both included, is right. */
      readonly accepts: { readonly min: number; readonly max: number; readonly unit: string };
    }
  | {
      readonly type: "diagram";
      readonly drawing: Drawing;
      /** What is hidden until the answer: a label, or the end of an arrow that tells its sign. */
      readonly covered: { readonly part: string; readonly what: "label" | "sign" };
    };
export type CardType = CardBody["type"];
export type CardContent = CardBase & CardBody;
const EACH_TYPE: Readonly<Record<CardType, true>> = {
  forward: true,
  reverse: true,
  cloze: true,
  contrast: true,
  vignette: true,
  choice: true,
  pathway: true,
  number: true,
  diagram: true,
};
export const CARD_TYPES: readonly string[] = Object.keys(EACH_TYPE);

/** A background term: shown once before the first card that needs it, always a click away, never graded. */
export interface Term {
  readonly id: TermId;
  readonly name: string;
  readonly definition: RichText;
}

/** Shown once, before the next review, to users who knew the fact as it was before `revision`. */
export interface Correction {
  readonly fact: FactId;
  readonly revision: number;
  readonly before: RichText;
  readonly now: RichText;
  readonly why: RichText;
}

/** Everything that a fact can speak of. */
export interface Entity {
  readonly id: EntityId;
  /** As it stands in the middle of a sentence. */
  readonly name: string;
  /** Other words for the same thing. */
  readonly aka: readonly string[];
  readonly class: string;
  /** Narrower classes that it belongs to as well. */
  readonly kinds: readonly string[];
  /** The name takes a plural verb. */
  readonly plural: boolean;
  readonly article: "the" | "a" | "an" | null;
}

export interface Chapter {
  readonly id: string;
  readonly title: string;
  /** Its cards are not introduced until the learner switches the chapter on. */
  readonly startsOff: boolean;
  /** When the learner is asked whether to switch it on: once this share (0 to 1) of the cards of those chapters is known. */
  readonly offeredWhen: { readonly chapters: readonly string[]; readonly known: number } | null;
}

/** A relation that facts of this deck use, in both verb forms, and how a link of it is drawn. */
export interface Relation {
  readonly id: string;
  /** With a singular subject: "raises"; with a plural one: "raise". */
  readonly one: string;
  readonly many: string;
  readonly shape: Link["shape"];
}

/** Which way the subject moves the object: `regulates` for both ways; null where the relation has no direction. */
export type Sign = "raises" | "lowers" | "regulates" | null;

export interface Evidence {
  /** In whom it was shown: "human", "mouse". Empty where the fact is not about living things. */
  readonly species: readonly string[];
  readonly grade: "established" | "probable" | "debated";
}

/** The unit of knowledge, of which cards are views. */
export interface Fact {
  readonly id: FactId;
  readonly chapter: string;
  readonly triple: { readonly subject: EntityId; readonly relation: string; readonly object: EntityId };
  readonly sign: Sign;
  /** Where, when or in whom it holds, as it stands in a sentence: "in the kidneys"; null when it always does. */
  readonly context: string | null;
  /** The word of caution that belongs to it: "may", "can"; null when there is none. */
  readonly hedge: string | null;
  readonly evidence: Evidence;
  /** The fact as one plain sentence. */
  readonly statement: RichText;
  /** One sentence of why; empty when there is none. */
  readonly why: RichText;
  /** The facts that explain it. */
  readonly because: readonly FactId[];
  /** See `heading` of a card. */
  readonly heading: string | null;
  /** It is shown, with its why and its picture, before its first question. */
  readonly metFirst: boolean;
  /** The id of a drawing of this deck that shows it; null when there is none. */
  readonly drawing: string | null;
  readonly revision: number;
  /** When it was last checked, as YYYY-MM-DD. */
  readonly checkedOn: string;
  readonly references: readonly ReferenceId[];
}

/** A statement of the source that this deck leaves out, words otherwise or qualifies, and why. */
export interface Treatment {
  readonly claim: RichText;
  readonly treatment: "omit" | "rephrase" | "note";
  readonly does: RichText;
  readonly note: Note | null;
}

/** A file of the deck, such as a picture; its id is the SHA-256 of its bytes in hex. */
export interface Medium {
  readonly id: string;
  /** The media type: "image/svg+xml". */
  readonly type: string;
  /** In base64. */
  readonly bytes: string;
  /** What it shows, for those who cannot see it. */
  readonly words: string;
}

/** All ids but those of chapters, relations, drawings and references begin with the deck's: `deck/fact/template`. */
export interface Deck {
  /** The version of this shape. */
  readonly format: 2;
  readonly id: DeckId;
  readonly title: string;
  /** The language of its texts, a BCP 47 tag: "en". */
  readonly language: string;
  /** A hash of the content; the deck is installed anew when it differs. */
  readonly version: string;
  /** Under which licence its texts may be used: "CC BY 4.0". */
  readonly licence: string;
  /** The one work that the deck follows; null when its facts rest on their references alone. */
  readonly provenance: {
    readonly title: string;
    readonly author: string;
    readonly publisher: string;
  } | null;
  readonly disclaimer: string;
  /** In teaching order. */
  readonly chapters: readonly Chapter[];
  readonly entities: readonly Entity[];
  readonly relations: readonly Relation[];
  readonly facts: readonly Fact[];
  readonly terms: readonly Term[];
  readonly corrections: readonly Correction[];
  readonly treatments: readonly Treatment[];
  readonly references: readonly Reference[];
  readonly drawings: readonly Drawing[];
  readonly media: readonly Medium[];
  readonly cards: readonly CardContent[];
}

/** Where decks come from: the files of the extension, or a test. */
export interface DeckSource {
  readonly versions: () => Promise<readonly Pick<Deck, "id" | "version">[]>;
  readonly deck: (id: DeckId) => Promise<Deck>;
}
