import type { Link } from "../../src/core/deck/deck.ts";

export type RelationId = string;

/** An end of a triple that a question can ask for. */
export type End = "subject" | "object";

export interface Relation {
  /** With a singular subject: "raises", "is a risk for". */
  readonly one: string;
  /** With a plural subject: "raise", "are risks for". */
  readonly many: string;
  /** After "is" or "are", of the object: "made by". */
  readonly done?: string | undefined;
  /** What else is true when it holds: whatever raises a thing also regulates it. */
  readonly entails?: readonly string[] | undefined;
  /** Moves its object either way, so that a fact has to say which, if it is known. */
  readonly regulates?: boolean | undefined;
  /** Says up or down, so the card must too (rule Q10). */
  readonly direction?: "up" | "down" | undefined;
  /** What is left of the relation when a question does not say "main" or the like. */
  readonly weakerUnlessMain?: string | undefined;
  /**
   * By end, the things at the other end for which the deck lists every answer, beyond what the words of the relation
   * promise: `subject: [sodium-chloride]` of "consists of" (see sides.ts).
   */
  readonly complete?: { readonly [end in End]?: readonly string[] | undefined } | undefined;
  /** How a pathway draws it; an arrow unless it says otherwise. */
  readonly shape?: Link["shape"] | undefined;
  /** Questions in other words than the verb gives, see frames.ts: for the subject, and for the object. */
  readonly asks?: { readonly subject?: string | undefined; readonly object?: string | undefined } | undefined;
}
