/** What a chosen file would bring, before anything is written. */
export interface BackupPreview {
  readonly fileName: string;
  readonly exportedAtMs: number;
  /** Events of the log that are not here yet. */
  readonly added: number;
  /** Events that are here already; nothing happens to them. */
  readonly known: number;
  /** How many settings the file holds. */
  readonly settings: number;
}

/** What to take from the file. */
export type RestoreMode = "reviews" | "reviews-and-settings";

export type BackupResult =
  | { readonly kind: "exported"; readonly fileName: string }
  | { readonly kind: "restored"; readonly added: number; readonly known: number }
  /** A plain sentence that says what is wrong; nothing was changed. */
  | { readonly kind: "failed"; readonly sentence: string };
