/** The card that a study page would show first if it were opened now, and reading it from a text. */
import { type Circumstances, fieldsOf, isStill, parsed } from "../../common/kept.ts";
import type { SessionView, ShownSession } from "../session-view.ts";

type CardView = SessionView & { readonly kind: "card" };
type Around = Pick<ShownSession, "counts" | "deckLanguage" | "dayEndsAtMs" | "isBeginner">;

/** All that is drawn of a question, and around it. */
export interface KeptCard extends Around {
  readonly view: CardView;
  /** Of the row of the card, which goes up with every answer: see `CardEntry`. */
  readonly revision: number;
}

/** What stands in the text. */
export interface KeptQuestion {
  readonly at: Circumstances;
  /** The clock alone changes what is shown at this instant. */
  readonly untilMs: number;
  readonly card: KeptCard;
  /** What popup and new tab look like with it, see `ui/first/markup.ts`; absent until a page at rest has drawn them. */
  readonly looks?: Looks;
}

/** Null where a look cannot be kept. What was read is not looked at yet. */
export type Looks = Readonly<Record<"popup" | "newtab", unknown>>;

/** A kept card that stands on the page already. */
export interface FirstLook {
  readonly card: KeptCard;
  /** Since when, in ms for which the page was looked at. */
  readonly shownAtMs: number;
}

/** What a text keeps; null where it keeps no card, or was kept under other circumstances, or for another time. */
export function keptIn(text: string | null, here: Circumstances): KeptQuestion | null {
  const kept = keptEver(text);
  return kept && isStill(kept, here) ? kept : null;
}

/** The same, whenever and wherever it counts. */
export function keptEver(text: string | null): KeptQuestion | null {
  const kept = text === null ? null : parsed(text);
  return isKept(kept) ? kept : null;
}

/** Looks at what tells such a text from others, no deeper: what of it cannot be drawn is forgotten, see `draw-study.ts`. */
function isKept(value: unknown): value is KeptQuestion {
  const { at, card } = fieldsOf(value);
  const { view, revision, counts } = fieldsOf(card);
  const { kind, content, revealed } = fieldsOf(view);
  const { id, front, answer } = fieldsOf(content);
  const isCard = kind === "card" && revealed === false && typeof id === "string";
  const { provenance, optionOrder } = fieldsOf(view);
  const isDrawn = [front, answer, optionOrder, fieldsOf(provenance).chapters].every(Array.isArray);
  return isCard && isDrawn && typeof revision === "number" && typeof fieldsOf(at).nowMs === "number" && counts !== null;
}
