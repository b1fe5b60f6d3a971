import type { Problem } from "../exchange/problem.ts";

/** Stops the work with a sentence for the user. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.key);
    this.name = "ProblemError";
    this.problem = problem;
  }
}
