import type { DeckId } from "../src/core/ids.ts";
import type {
  DeckFile,
  Dispute,
  DrawingFile,
  Entity,
  Fact,
  GlossaryTerm,
  History,
  NoteFile,
  ReferenceFile,
  Triple,
} from "./schema.ts";

/** A deck as its author wrote it, decoded. */
export interface DeckSource {
  readonly id: DeckId;
  readonly deck: DeckFile;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly terms: readonly GlossaryTerm[];
  /** In the order of the chapters, then as written. */
  readonly facts: readonly Fact[];
  readonly notes: Readonly<Record<string, NoteFile>>;
  readonly references: ReadonlyMap<string, ReferenceFile>;
  readonly drawings: ReadonlyMap<string, DrawingFile>;
  readonly disputes: readonly Dispute[];
  readonly alsoTrue: readonly Triple[];
  readonly history: History;
  /** Every id that was ever shipped, with the deck's own before it. */
  readonly shippedIds: readonly string[];
  /** Hashes of the source's runs of six words; empty when there is no file of them. */
  readonly sourceRuns: ReadonlySet<string>;
  /** Every word the deck may use: its spelling list. */
  readonly spelling: ReadonlySet<string>;
}
