/** What a chosen file would bring, before anything is written. */
export interface BackupPreview {
  readonly fileName: string;
  /** A backup of Osteon, or a package of Anki with reviews that were done there. */
  readonly origin: "backup" | "anki";
  /** Null where the file does not say. */
  readonly exportedAtMs: number | null;
  /** Events of the log that are not here yet. */
  readonly added: number;
  /** Events that are here already; nothing happens to them. */
  readonly known: number;
  /** Events that contradict those here, which are kept. */
  readonly conflicting: number;
  /** Reviews that replacing what is here would take back. */
  readonly takenBack: number;
  /** How many settings the file holds. */
  readonly settings: number;
  /** Notes of other decks in a package; they are left alone. */
  readonly foreignNotes: number;
  /** Reviews in a package of cards that no deck here has (any more), and how many cards. */
  readonly leftOut: { readonly reviews: number; readonly cards: number };
}

/** How to bring the file in. */
export interface RestoreChoice {
  /** `merge` adds what is new; `replace` makes exactly the reviews of the file count. */
  readonly mode: "merge" | "replace";
  readonly withSettings: boolean;
}

/** Files that can be saved. */
export type ExportKind = "json" | "anki" | "reviews" | "cards";
export type TableKind = "csv" | "tsv";

/** How far long work has come; a total of 0 says that nobody knows. */
export interface Work {
  readonly done: number;
  readonly total: number;
}

export type BackupResult =
  | { readonly kind: "exported"; readonly fileName: string }
  | { readonly kind: "restored"; readonly added: number; readonly known: number; readonly takenBack: number }
  /** The user stopped the work; nothing was changed. */
  | { readonly kind: "stopped" }
  /** A plain sentence that says what is wrong; nothing was changed. */
  | { readonly kind: "failed"; readonly sentence: string };
