import * as v from "valibot";
import type { Hindcast } from "../core/stats/hindcast.ts";
import type { Look } from "../core/stats/memories.ts";
import type { Problem } from "../exchange/problem.ts";
import { type ExamForecast, examSchema } from "./exam.ts";
import {
  type DaysGiven,
  daysGivenSchema,
  fitSchema,
  hindcastSchema,
  type ModelFit,
  type Rescheduling,
  reschedulingSchema,
  type WorkloadForecast,
  workloadSchema,
} from "./fit.ts";
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
  type TakenBack,
  takenBackSchema,
} from "./messages.ts";
import type { Lent } from "./outside.ts";
import { PATIENCE, type Patience, Watchdog } from "./watchdog.ts";

/**
 * Work that could not be done, in one plain sentence. Nothing was changed, but by `restore` and `keepRest`, which may end between
 * their writing and their answer, and by `takeBack`, `reschedule`, `bringForward`, `check` and `care`.
 */
export class JobError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.key);
    this.name = "JobError";
    this.problem = problem;
  }
}

/** The user stopped the work. What was written by then is what an {@link JobError} leaves, too. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";
}

/** How far long work has come; a total of 0 says that nobody knows. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
}
type Listener = (progress: JobProgress) => void;
/** @param mended of a check, how many differences it has mended by then; 0 of other work */
export type OnProgressAndMended = (progress: JobProgress, mended: number) => void;

/**
 * The worker of jobs, as functions. One thing at a time. Every function throws an {@link JobError} with the
 * sentence for the user, or a {@link CancelledError}.
 */
export interface JobClient {
  readonly exportFile: (what: ExportFormat, onProgress?: Listener) => Promise<Blob>;
  /** Reads a file and says what it would bring; the worker keeps it for {@link restore}. */
  readonly inspect: (file: Blob, onProgress?: Listener) => Promise<Preview>;
  /**
   * Brings in the file that {@link inspect} has read: all of it at once. Where it ends early, that may have happened:
   * {@link lastRestore} says so by another time, but where other versions of decks came and nothing else.
   */
  readonly restore: (
    options: { mode: "merge" | "replace"; withSettings: boolean },
    onProgress?: Listener,
  ) => Promise<FileRestored>;
  /**
   * Takes back exactly what the last restore added, by events; also after the page was loaded again. Nothing where that is not the one
   * that came at `atMs`, see `takenBackSchema`.
   * Where it ends early, what was taken back by then stays so, and {@link lastRestore} says how much that is.
   */
  readonly takeBack: (atMs: number, onProgress?: Listener) => Promise<TakenBack>;
  /** Lets stay what is left of the file that came at `atMs`, where it was taken back in part; see `restKeptSchema`. */
  readonly keepRest: (atMs: number) => Promise<boolean>;
  /** What {@link takeBack} would take back; null when there is nothing. */
  readonly lastRestore: () => Promise<LastRestore>;
  /** Fits the weights of the memory model to the log, and judges them. Changes nothing. */
  readonly fit: (onProgress?: Listener) => Promise<ModelFit>;
  /** What {@link reschedule} would change. Changes no due day. */
  readonly previewRescheduling: (onProgress?: Listener) => Promise<Rescheduling>;
  /**
   * Gives cards the due days of the model in force, or takes that back. Where it ends early, what was written by then stays so:
   * `store/writing/given-days.ts` says how much that is, and the same work goes on with it.
   */
  readonly reschedule: (what: "apply" | "takeBack", onProgress?: Listener) => Promise<DaysGiven>;
  /** What each desired retention would cost over so many study days. */
  readonly workload: (days: number, onProgress?: Listener) => Promise<WorkloadForecast>;
  /** The forecast of 60 days ago beside what happened; null where the history is too short. */
  readonly hindcast: (onProgress?: Listener) => Promise<Hindcast | null>;
  /** The memory of every card after each day on which it was answered, from the whole log, and a year ahead. */
  readonly memories: (onProgress?: Listener) => Promise<Look>;
  /** What is likely recalled on the day of the exam that is ahead, and what that takes. Changes nothing. */
  readonly exam: (onProgress?: Listener) => Promise<ExamForecast>;
  /** Gives cards that are due on the day of the exam or later a day before it, or takes that back. It ends as `reschedule`. */
  readonly bringForward: (what: "apply" | "takeBack", onProgress?: Listener) => Promise<DaysGiven>;
  /**
   * Compares all that is stored with the log, and the log with its copies, and mends what differs. Whoever lent it asks for its
   * end, see `Loan`: it answers then what it found until there. Where it ends without an answer, what was mended stays so.
   */
  readonly check: (lent: Lent, onProgress?: OnProgressAndMended) => Promise<CheckResult>;
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

  function ask<T>(request: Request, result: v.GenericSchema<unknown, T>, onProgress?: OnProgressAndMended): Promise<T> {
    if (giveUp) return Promise.reject(new Error("the worker of jobs is busy"));
    worker ??= start();
    const current = worker;
    let watchdog: Watchdog | null = null;
    return new Promise<T>((resolve, reject) => {
      giveUp = reject;
      watchdog = new Watchdog(isWriting(request) ? patience.savingMs : patience.workMs, () => {
        stop();
        reject(new JobError({ key: "exchange_silent", arguments: [] }));
      });
      current.onmessage = ({ data }: MessageEvent<unknown>) => {
        // What a worker said before it was ended may still arrive.
        if (current !== worker) return;
        watchdog?.alive();
        try {
          const answer = v.parse(answerSchema, data);
          if (answer.kind === "progress") {
            const { done, total, mended = 0 } = answer;
            onProgress?.({ done, total }, mended);
          } else if (answer.kind === "done") resolve(v.parse(result, answer.result));
          else reject(new JobError(answer.problem));
        } catch (error) {
          // Thrown here it would reach nobody, and the page would wait for ever.
          reject(error);
        }
      };
      current.onerror = () => {
        // Nor does one that was ended before end the one that was started since.
        if (current !== worker) return;
        // Out of memory, most likely; a worker in that state is of no further use.
        stop();
        reject(new JobError({ key: "exchange_failed", arguments: [] }));
      };
      current.postMessage(request, "lent" in request ? [request.lent.port] : []);
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
    exportFile: (what, onProgress) => ask({ kind: "export", what }, v.instance(Blob), onProgress),
    inspect: (file, onProgress) => ask({ kind: "inspect", file }, previewSchema, onProgress),
    restore: (options, onProgress) => ask({ kind: "restore", ...options }, restoredSchema, onProgress),
    takeBack: (atMs, onProgress) => ask({ kind: "takeBack", atMs }, takenBackSchema, onProgress),
    keepRest: (atMs) => ask({ kind: "keepRest", atMs }, restKeptSchema),
    lastRestore: () => ask({ kind: "lastRestore" }, lastRestoreSchema),
    fit: (onProgress) => ask({ kind: "fit" }, fitSchema, onProgress),
    previewRescheduling: (onProgress) => ask({ kind: "previewRescheduling" }, reschedulingSchema, onProgress),
    reschedule: (what, onProgress) => ask({ kind: "reschedule", what }, daysGivenSchema, onProgress),
    workload: (days, onProgress) => ask({ kind: "workload", days }, workloadSchema, onProgress),
    hindcast: (onProgress) => ask({ kind: "hindcast" }, hindcastSchema, onProgress),
    memories: (onProgress) => ask({ kind: "memories" }, lookSchema, onProgress),
    exam: (onProgress) => ask({ kind: "exam" }, examSchema, onProgress),
    bringForward: (what, onProgress) => ask({ kind: "bringForward", what }, daysGivenSchema, onProgress),
    check: (lent, onProgress) => ask({ kind: "check", lent }, checkSchema, onProgress),
    care: (lent, budgetMs, onSign) =>
      ask({ kind: "care", lent, budgetMs }, v.boolean(), ({ done }) => onSign?.(done > 0)),
    cancel() {
      stop();
      giveUp?.(new CancelledError());
    },
  };
}

const isWriting = (request: Request): boolean =>
  request.kind === "restore" ||
  request.kind === "takeBack" ||
  request.kind === "keepRest" ||
  request.kind === "bringForward" ||
  request.kind === "check" ||
  request.kind === "care" ||
  request.kind === "reschedule";

/** The worker of the built extension. */
export const startWorker = (): Worker => new Worker("/exchange-worker.js");
