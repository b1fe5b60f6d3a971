/** The exchange worker: files in and out, away from the page, so that a million reviews freeze nothing. */
import * as v from "valibot";
import { type Answer, type Problem, requestSchema } from "../exchange/messages.ts";
import { exchangeJobs } from "./jobs.ts";
import { ProblemError } from "./problem-error.ts";

// The page's library types this scope as a window; a worker's has the same two things.
const page = self as unknown as Pick<Worker, "postMessage" | "addEventListener">;
const say = (answer: Answer): void => page.postMessage(answer);
const jobs = exchangeJobs((done, total) => say({ kind: "progress", done, total }));

page.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  jobs(v.parse(requestSchema, data)).then(
    (result) => say({ kind: "done", result }),
    (error: unknown) => say({ kind: "failed", problem: problemOf(error) }),
  );
});

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  console.error("the exchange worker failed:", error);
  return { key: "exchange_failed", arguments: [] };
}
