/**
 * What a deck is once it is built: plain data, the contract between `cards/` (which makes it), the database (which
 * keeps it) and the review component (which shows it).
 */
import type { CardId, DeckId, FactId, TermId } from "../ids.ts";

/** Structured text. There is no HTML anywhere, so nothing that looks like markup can become markup. */
export type Segment =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "emphasis"; readonly text: string }
  /** The gap of a cloze; drawn at a fixed width whatever it hides. */
  | { readonly kind: "blank" };
export type RichText = readonly Segment[];

/** A remark of mainstream medicine that qualifies what the article states. Shown with the answer, never graded. */
export interface Note {
  readonly text: RichText;
  /** How sure one can be of the remark, in percent (0 to 100). */
  readonly confidencePercent: number;
  /** Addresses of the works that the remark rests on. */
  readonly references: readonly string[];
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
  /** The fact that the card grades. */
  readonly fact: FactId;
  readonly template: string;
  readonly chapter: string;
  /** Place in the order of introduction, from 0, without gaps within a deck. */
  readonly order: number;
  /** The other cards of the same fact; never shown on the same study day. */
  readonly siblings: readonly CardId[];
  /** Ids this card had in earlier versions of the deck; their history is this card's. */
  readonly formerIds: readonly CardId[];
  /** The article's heading that the fact stands under. */
  readonly heading: string;
  /** The entity the card is about (a hormone, mostly), for reports; its name is in {@link Deck.subjects}. */
  readonly subject: string;
  readonly front: RichText;
  readonly answer: RichText;
  /** One sentence of why, or a contrast; shown under the answer. */
  readonly reason: RichText;
  readonly note: Note | null;
  /** The glossary terms that must have been shown before this card. */
  readonly terms: readonly TermId[];
  /** Facts of which some card must have been answered right (Hard or better) before this one is introduced. */
  readonly unlockedBy: readonly FactId[];
  /** Goes up when the meaning of the fact changes; see {@link Deck.corrections}. */
  readonly factRevision: number;
  /** When the fact was last checked, as YYYY-MM-DD. */
  readonly checkedOn: string;
}

export type CardContent = CardBase &
  (
    | { readonly type: "forward" | "reverse" | "cloze" | "contrast" | "vignette" }
    | { readonly type: "choice"; readonly options: readonly Option[] }
    | { readonly type: "pathway"; readonly steps: readonly PathwayStep[] }
    | {
        readonly type: "number";
        /** Every number from min to max, both included, is right. */
        readonly accepts: { readonly min: number; readonly max: number; readonly unit: string };
      }
  );
export type CardType = CardContent["type"];

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

export interface Deck {
  /** The version of this shape. */
  readonly format: 1;
  readonly id: DeckId;
  readonly title: string;
  /** A hash of the content; the deck is installed anew when it differs. */
  readonly version: string;
  readonly source: {
    readonly title: string;
    readonly author: string;
    readonly publisher: string;
  };
  readonly disclaimer: string;
  readonly chapters: readonly { readonly id: string; readonly title: string }[];
  readonly subjects: readonly { readonly id: string; readonly name: string }[];
  readonly terms: readonly Term[];
  readonly corrections: readonly Correction[];
  readonly cards: readonly CardContent[];
}

/** Where decks come from: the files of the extension, or a test. */
export interface DeckSource {
  readonly versions: () => Promise<readonly Pick<Deck, "id" | "version">[]>;
  readonly deck: (id: DeckId) => Promise<Deck>;
}
