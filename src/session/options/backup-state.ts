/** What the page shows of files: the chosen one, the last one that came, and what became of the work on them. */
import type { Progress } from "../../core/progress.ts";
import type { FileRestored, LastRestore, TakenBack } from "../../jobs/messages.ts";
import type { BackupPreview } from "./file-preview.ts";

export type BackupOutcome =
  | { readonly kind: "exported"; readonly fileName: string }
  | ({ readonly kind: "restored" } & FileRestored)
  /**
   * What the last file brought is taken back; null where the work ended before it said how much that is. Beside that, how many of
   * its entries needed no taking back.
   */
  | ({ readonly kind: "takenBack"; readonly takenBack: number | null; readonly idle: number } & Pick<
      NonNullable<TakenBack>,
      "unreadable"
    >)
  /** What was left of the last file stays. */
  | { readonly kind: "restKept" }
  /** The file that was last when this page asked is so no longer: another page has gone on with it, or has brought in another. */
  | { readonly kind: "overtaken" }
  /** The user stopped the work. */
  | ({ readonly kind: "stopped" } & Ended)
  /** A plain sentence that says what is wrong. */
  | ({ readonly kind: "failed"; readonly sentence: string } & Ended);

/** Nothing was changed, unless it says that a part of a file was taken back, or that nobody knows whether a file was added. */
interface Ended {
  readonly inPart?: true;
  readonly isUnknown?: true;
}

export interface BackupState {
  /** The file that was chosen and waits to be confirmed; null when there is none. */
  readonly preview: BackupPreview | null;
  /** There is none, since work was stopped or failed: one press looks at that file again. */
  readonly canLookAgain: boolean;
  /** What goes on with a file at the moment; null when nothing does. */
  readonly work: Progress | null;
  /** The page is being brought up to date, since all was written, or since work that writes ended early; null otherwise. */
  readonly refreshing: "written" | "ended" | null;
  readonly result: BackupOutcome | null;
  /** The last file that was brought in, which can be taken back; null when there is none. */
  readonly lastRestore: LastRestore;
}
