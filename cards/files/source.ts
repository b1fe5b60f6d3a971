import type { DeckId } from "../../src/core/ids.ts";
import type { Relations } from "../relations/relations.ts";
import type { DeckFile, History } from "./deck-file.ts";
import type { DrawingFile } from "./drawing-file.ts";
import type { ClassFile, Entity, GlossaryTerm } from "./entity-files.ts";
import type { Fact } from "./fact-files.ts";
import type { Triple } from "./fields.ts";
import type { NoteFile, ReferenceFile } from "./note-files.ts";
import type { Reading } from "./reading-file.ts";
import type { TypedFile } from "./typed-file.ts";
import type { Ban, Dispute, WorldTriple } from "./world-files.ts";

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
  readonly bans: readonly Ban[];
  readonly alsoTrue: readonly WorldTriple[];
  /** What is known to be false: only that may stand as a wrong option. */
  readonly alsoFalse: readonly Triple[];
  /** Who has read what; null as long as the deck keeps no such list. */
  readonly readings: readonly Reading[] | null;
  readonly relations: Relations;
  readonly classes: readonly ClassFile[];
  readonly typed: TypedFile;
  readonly history: History;
  /** Every id that was ever shipped, with the deck's own before it. */
  readonly shippedIds: readonly string[];
  /** Hashes of the source's runs of six words; empty when there is no file of them. */
  readonly sourceRuns: ReadonlySet<string>;
  /** Every word the deck may use: its spelling list; null when it has none, and then spelling is not judged. */
  readonly spelling: ReadonlySet<string> | null;
}
