/** The worker of jobs: whatever reads much, away from the page, so that a million reviews freeze nothing. */
import * as v from "valibot";
import { type Problem, problem } from "../exchange/problem.ts";
import { type Answer, requestSchema } from "../jobs/messages.ts";
import { runJobs } from "./jobs.ts";
import { ProblemError } from "./problem-error.ts";

const say = (answer: Answer): void => postMessage(answer);
const jobs = runJobs(say);

addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  jobs(v.parse(requestSchema, data)).then(
    (result) => say({ kind: "done", result }),
    (error: unknown) => say({ kind: "failed", problem: problemOf(error) }),
  );
});

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  console.error("the worker of jobs failed:", error);
  return problem("exchange_failed");
}
