/**
 * What a study session writes: what answers and the other actions of a user do to the database, and what follows from it.
 * Loaded with `study-actions.ts`, while the first question is read.
 */
import type { SessionOptions, StudyWrites } from "./study-session-types.ts";
import { answers } from "./writes/answers.ts";
import { cardChanges } from "./writes/card-changes.ts";
import { screens } from "./writes/screens.ts";
import { undo } from "./writes/undo.ts";
import { type Around, sessionWriter } from "./writes/writer.ts";

/** The actions of one session, for all of its life: they look up its state whenever they are called. */
export function studyWrites(options: SessionOptions, around: Around): StudyWrites {
  const writer = sessionWriter(options, around);
  return { ...answers(options, writer), ...undo(writer), ...cardChanges(options, writer), ...screens(writer) };
}
