/** The worker of jobs in this thread: what it is asked for crosses as a message would, and is then done in earnest. */
import * as v from "valibot";
import { type Answer, type Request, requestSchema } from "../../../src/jobs/messages.ts";
import { runJobs } from "../../../src/worker/jobs.ts";
import { ProblemError } from "../../../src/worker/problem-error.ts";

/** To be put in the place of `Worker`. */
export class HereWorker {
  /** Those that were started; to be emptied before each test. */
  static readonly all: HereWorker[] = [];
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  asked: Request | null = null;
  isTerminated = false;

  constructor(readonly url: string) {
    HereWorker.all.push(this);
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.asked = v.parse(requestSchema, structuredClone(message, { transfer }));
    const jobs = runJobs((sign) => this.say(sign));
    jobs(this.asked).then(
      (result) => this.end(result),
      (error: unknown) => {
        if (error instanceof ProblemError) this.onmessage?.({ data: { kind: "failed", problem: error.problem } });
        else if (!this.isTerminated) throw error;
      },
    );
  }

  /** One that was ended comes no further than to the next thing that it would say. */
  say(data: Answer): void {
    if (this.isTerminated) throw new Error("the worker was ended");
    this.onmessage?.({ data });
  }

  end(result: unknown): void {
    if (!this.isTerminated) this.say({ kind: "done", result });
  }

  terminate(): void {
    this.isTerminated = true;
  }
}
