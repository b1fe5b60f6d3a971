import * as v from "valibot";
import type { OnProgress, Progress } from "../core/progress.ts";
import type { Hindcast } from "../core/stats/hindcast.ts";
import type { Look } from "../core/stats/memories.ts";
import type { Problem } from "../exchange/problem.ts";
import { type ExamForecast, examSchema } from "./exam.ts";
import { fitSchema, type ModelFit } from "./fit.ts";
import { hindcastSchema, type WorkloadForecast, workloadSchema } from "./forecasts.ts";
import {
  answerSchema,
  type CheckResult,
  checkSchema,
  type ExportFormat,
  type FileRestored,
  type LastRestore,
  lastRestoreSchema,
  lookSchema,
  type Preview,
  previewSchema,
  type Request,
  restKeptSchema,
  restoredSchema,
  type Sign,
  type TakenBack,
  takenBackSchema,
} from "./messages.ts";
import { type DaysGiven, daysGivenSchema, type Rescheduling, reschedulingSchema } from "./new-days.ts";
import type { Lent } from "./outside.ts";
import { PATIENCE, type Patience, Watchdog } from "./watchdog.ts";

/**
 * Work that could not be done, in one plain sentence. Mostly nothing was changed then. But `restore` and `keepRest` may have ended
 * between their writing and their answer, and `restore` may have taken back before what was left of another file; `takeBack`,
 * `reschedule`, `bringForward`, `check` and `care` write by steps, and what was written by then stays so. So does what
 * `previewRescheduling` has worked out anew of states, by which no card gets another day.
 */
export class JobError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.key, options);
    this.name = "JobError";
    this.problem = problem;
  }
}

/** The user stopped the work. What was written by then is what a {@link JobError} leaves, too. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
}

/**
 * The worker of jobs, as functions. One thing at a time. Every function throws a {@link JobError} with the
 * sentence for the user, or a {@link CancelledError}.
 */
export interface JobClient {
  readonly exportFile: (what: ExportFormat, onProgress?: OnProgress) => Promise<Blob>;
  /** Reads a file and says what it would bring; the worker keeps it for {@link restore}. */
  readonly inspect: (file: Blob, onProgress?: OnProgress) => Promise<Preview>;
  /**
   * Brings in the file that {@link inspect} has read: all of it at once, or nothing. Where it ends without an answer, it may have
   * come all the same. Then {@link lastRestore} has another time than before; only of a file that brought nothing but other
   * versions of decks it does not tell.
   */
  readonly restore: (
    options: { mode: "merge" | "replace"; withSettings: boolean },
    onProgress?: OnProgress,
  ) => Promise<FileRestored>;
  /**
   * Takes back exactly what the last restore added, by events; also after the page was loaded again. Nothing where that is not the one
   * that came at `atMs`, see `takenBackSchema`.
   * Where it ends early, what was taken back by then stays so, and {@link lastRestore} says how much that is.
   */
  readonly takeBack: (atMs: number, onProgress?: OnProgress) => Promise<TakenBack>;
  /** Lets stay what is left of the file that came at `atMs`, where it was taken back in part; see `restKeptSchema`. */
  readonly keepRest: (atMs: number) => Promise<boolean>;
  /** What {@link takeBack} would take back; null when there is nothing. */
  readonly lastRestore: () => Promise<LastRestore>;
  /** Fits the weights of the memory model to the log, and judges them. Changes nothing. */
  readonly fit: (onProgress?: OnProgress) => Promise<ModelFit>;
  /** What {@link reschedule} would change. Changes no due day. */
  readonly previewRescheduling: (onProgress?: OnProgress) => Promise<Rescheduling>;
  /**
   * Gives cards the due days of the model in force, or takes that back. Where it ends early, what was written by then stays so:
   * `store/writing/given-days.ts` says how much that is, and the same work goes on with it.
   */
  readonly reschedule: (what: "apply" | "takeBack", onProgress?: OnProgress) => Promise<DaysGiven>;
  /** What each desired retention would cost over so many study days. */
  readonly workload: (days: number, onProgress?: OnProgress) => Promise<WorkloadForecast>;
  /** The forecast of 60 days ago beside what happened; null where the history is too short. */
  readonly hindcast: (onProgress?: OnProgress) => Promise<Hindcast | null>;
  /** The memory of every card after each day on which it was answered, from the whole log, and a year ahead. */
  readonly memories: (onProgress?: OnProgress) => Promise<Look>;
  /** What is likely recalled on the day of the exam that is ahead, and what that takes. Changes nothing. */
  readonly exam: (onProgress?: OnProgress) => Promise<ExamForecast>;
  /** Gives cards that are due on the day of the exam or later a day before it, or takes that back. It ends as `reschedule`. */
  readonly bringForward: (what: "apply" | "takeBack", onProgress?: OnProgress) => Promise<DaysGiven>;
  /**
   * Compares all that is stored with the log, and the log with its copies, and mends what differs. Whoever lent it asks for its
   * end, see `Loan`: it answers then what it found until there. Where it ends without an answer, what was mended stays so.
   * @param onChecked told how far it is, and how many differences it has mended by then
   */
  readonly check: (lent: Lent, onChecked?: (progress: Progress, mended: number) => void) => Promise<CheckResult>;
  /**
   * Takes care of the data, see `care/care.ts`. Where it ends early, the next one goes on from the last step.
   * @param onSign told now and then whether anything was changed by then that pages show: that stays where it ends early
   * @returns whether anything was changed that pages show
   */
  readonly care: (lent: Lent, budgetMs?: number, onSign?: (changed: boolean) => void) => Promise<boolean>;
  /** Stops what is going on, wherever it stands: an open transaction is taken back by the browser, what was written before stays. */
  readonly cancel: () => void;
}

/**
 * @param start makes the worker; called again after each time it was ended
 * @param patience how long it may be silent: a file that was made to hang it must not keep the page waiting for ever
 */
export function jobClient(start: () => Worker, patience: Patience = PATIENCE): JobClient {
  let worker: Worker | null = null;
  let giveUp: ((reason: Error) => void) | null = null;

  function ask<T>(request: Request, result: v.GenericSchema<unknown, T>, onSign?: (sign: Sign) => void): Promise<T> {
    // The work that it is at goes on.
    if (giveUp) return Promise.reject(failedBy(new Error("the worker of jobs is busy")));
    let watchdog: Watchdog | null = null;
    return new Promise<T>((resolve, reject) => {
      giveUp = reject;
      // The worker ends with it: it may be at work still, and what it says at its end would pass for the answer to what comes next.
      const endWith = (error: JobError): void => {
        stop();
        reject(error);
      };
      const fail = (cause: unknown): void => endWith(failedBy(cause));
      const hear = (data: unknown): void => {
        const answer = v.parse(answerSchema, data);
        if (answer.kind === "done") resolve(v.parse(result, answer.result));
        else if (answer.kind === "failed") reject(new JobError(answer.problem));
        else onSign?.(answer);
      };
      watchdog = new Watchdog(patience[PATIENCE_FOR[request.kind]], () => endWith(new JobError(SILENT)));
      try {
        worker ??= start();
        const current = worker;
        // What a worker says, or fails of, after it was ended may still arrive.
        const whileHere =
          <E>(then: (event: E) => void) =>
          (event: E): void => {
            if (current === worker) then(event);
          };
        current.onmessage = whileHere(({ data }: MessageEvent<unknown>) => {
          watchdog?.alive();
          try {
            hear(data);
          } catch (error) {
            // Thrown here it would reach nobody, and the page would wait for ever.
            fail(error);
          }
        });
        current.onmessageerror = whileHere(() => fail(new Error("what the worker of jobs said cannot be read")));
        // Out of memory, most likely; a worker in that state is of no further use.
        current.onerror = whileHere(() => endWith(new JobError(FAILED)));
        current.postMessage(request, "lent" in request ? [request.lent.port] : []);
      } catch (error) {
        fail(error);
      }
    }).finally(() => {
      watchdog?.stop();
      giveUp = null;
    });
  }

  function stop(): void {
    worker?.terminate();
    worker = null;
  }

  return {
    exportFile: (what, onProgress) => ask({ kind: "export", what }, v.instance(Blob), progressFor(onProgress)),
    inspect: (file, onProgress) => ask({ kind: "inspect", file }, previewSchema, progressFor(onProgress)),
    restore: (options, onProgress) => ask({ kind: "restore", ...options }, restoredSchema, progressFor(onProgress)),
    takeBack: (atMs, onProgress) => ask({ kind: "takeBack", atMs }, takenBackSchema, progressFor(onProgress)),
    keepRest: (atMs) => ask({ kind: "keepRest", atMs }, restKeptSchema),
    lastRestore: () => ask({ kind: "lastRestore" }, lastRestoreSchema),
    fit: (onProgress) => ask({ kind: "fit" }, fitSchema, progressFor(onProgress)),
    previewRescheduling: (onProgress) =>
      ask({ kind: "previewRescheduling" }, reschedulingSchema, progressFor(onProgress)),
    reschedule: (what, onProgress) => ask({ kind: "reschedule", what }, daysGivenSchema, progressFor(onProgress)),
    workload: (days, onProgress) => ask({ kind: "workload", days }, workloadSchema, progressFor(onProgress)),
    hindcast: (onProgress) => ask({ kind: "hindcast" }, hindcastSchema, progressFor(onProgress)),
    memories: (onProgress) => ask({ kind: "memories" }, lookSchema, progressFor(onProgress)),
    exam: (onProgress) => ask({ kind: "exam" }, examSchema, progressFor(onProgress)),
    bringForward: (what, onProgress) => ask({ kind: "bringForward", what }, daysGivenSchema, progressFor(onProgress)),
    check: (lent, onChecked) =>
      ask({ kind: "check", lent }, checkSchema, (sign) => {
        if (sign.kind === "checking") onChecked?.({ done: sign.done, total: sign.total }, sign.mended);
      }),
    care: (lent, budgetMs, onSign) =>
      ask({ kind: "care", lent, budgetMs }, v.boolean(), (sign) => {
        if (sign.kind === "caring") onSign?.(sign.changed);
      }),
    cancel() {
      stop();
      giveUp?.(new CancelledError());
    },
  };
}

/** And nothing else of the message: pages say beside it what work that is. */
const progressFor =
  (onProgress: OnProgress | undefined) =>
  (sign: Sign): void => {
    if (sign.kind === "progress") onProgress?.({ done: sign.done, total: sign.total });
  };

const FAILED: Problem = { key: "exchange_failed", arguments: [] };
const SILENT: Problem = { key: "exchange_silent", arguments: [] };

/** For what has no sentence of its own. The console is told the cause. */
function failedBy(cause: unknown): JobError {
  console.error("the worker of jobs failed:", cause);
  return new JobError(FAILED, { cause });
}

/** How long a worker may be silent: longer where it writes to the database, whatever that is. */
const PATIENCE_FOR: Readonly<Record<Request["kind"], keyof Patience>> = {
  export: "workMs",
  inspect: "workMs",
  restore: "savingMs",
  takeBack: "savingMs",
  keepRest: "savingMs",
  lastRestore: "workMs",
  fit: "workMs",
  // Works out states anew that other weights have made.
  previewRescheduling: "savingMs",
  reschedule: "savingMs",
  workload: "workMs",
  hindcast: "workMs",
  memories: "workMs",
  exam: "workMs",
  bringForward: "savingMs",
  check: "savingMs",
  care: "savingMs",
};

/** The worker of the built extension. */
export const startWorker = (): Worker => new Worker("/jobs-worker.js");
