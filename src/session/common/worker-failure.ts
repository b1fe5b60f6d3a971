/** What is said where work in the worker of jobs came to no good end. */
import { outsideText } from "../../core/outside-text.ts";
import type { Problem } from "../../exchange/problem.ts";
import { CancelledError, JobError } from "../../jobs/client.ts";
import { t } from "../../platform/i18n.ts";

export type EndedEarly =
  /** The user stopped the work. */
  | { readonly kind: "stopped" }
  /** A plain sentence that says what is wrong. */
  | { readonly kind: "failed"; readonly sentence: string };

/** The sentence for a problem. What it quotes comes from a file that anybody may have made. */
const problemSentence = ({ key, arguments: quoted }: Problem): string =>
  t(key, ...quoted.map((one) => (typeof one === "string" ? outsideText(one) : one)));

export const failureSentence = (error: unknown): string =>
  error instanceof JobError ? problemSentence(error.problem) : t("exchange_failed");

/** Whether it is what the worker's client throws, see `JobClient`. */
export const isWorkerEnd = (error: unknown): boolean => error instanceof CancelledError || error instanceof JobError;

/** @param what names the work in the console, where it failed for a reason that has no sentence */
export function endedEarly(what: string, error: unknown): EndedEarly {
  if (error instanceof CancelledError) return { kind: "stopped" };
  if (!isWorkerEnd(error)) console.error(`${what} failed:`, error);
  return { kind: "failed", sentence: failureSentence(error) };
}
