/** Why a packed file is not unpacked. The interface has a sentence for each. */
export type RefusalReason =
  /** It is no archive, or lacks its end. */
  | "noArchive"
  /** Its parts do not fit together. */
  | "damaged"
  /** Two files in it have one name. */
  | "twice"
  /** A file in it has another size than the archive says. */
  | "size"
  /** It would unpack to a large multiple of what it takes. */
  | "swells"
  | "tooLarge"
  /** Unpacking it would take more memory than anybody needs. */
  | "window"
  /** It is packed in several pieces, one after the other. */
  | "pieces"
  /** Its database uses one page twice. */
  | "pages"
  /** Its database works content out instead of holding it. */
  | "computed";

/** Stops the reading of a packed file. Whoever reads such a file makes the sentence for the user of it: see `refused.ts`. */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.name = "Refusal";
    this.reason = reason;
  }
}
