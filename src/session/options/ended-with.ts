/** What is said where work that writes ended before its answer came. */
import type { ProblemKey } from "../../exchange/problem.ts";
import { JobError } from "../../jobs/client.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { type EndedEarly, endedEarly } from "../common/worker-failure.ts";

/** In place of sentences that say that nothing was changed, which what was written would make false. */
export const IN_PART: Partial<Record<ProblemKey, MessageKey>> = {
  trouble_diskFull: "inPart_diskFull",
  trouble_notSaved: "inPart_notSaved",
};

/** The same for a file, all of which was added, or nothing. */
export const WHOLE_OR_NOT: typeof IN_PART = { ...IN_PART, trouble_notSaved: "backup_savingFailed" };

/** Ended where something was written, or may have been. */
export function endedWith(what: string, error: unknown, sentences: typeof IN_PART): EndedEarly {
  const key = error instanceof JobError ? sentences[error.problem.key] : undefined;
  return key ? { kind: "failed", sentence: t(key) } : endedEarly(what, error);
}
