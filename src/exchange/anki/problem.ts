/** What can be wrong with a package, as keys of the interface's messages. */
export type AnkiProblemKey = "anki_notPackage" | "anki_tooLarge" | "anki_unreadable" | "anki_notOurs" | "anki_review";
export interface AnkiProblem {
  readonly key: AnkiProblemKey;
  readonly arguments: readonly (string | number)[];
}

export const failed = (key: AnkiProblemKey, ...details: (string | number)[]): { readonly problem: AnkiProblem } => ({
  problem: { key, arguments: details },
});
