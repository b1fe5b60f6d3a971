import type { OnProgress } from "../core/progress.ts";
import { problem } from "../exchange/problem.ts";
import type { Request, Sign } from "../jobs/messages.ts";
import { announceToAll } from "../store/database/changes.ts";
import { TroubleError } from "../store/database/trouble.ts";
import { whyNotRead, whyNotWritten } from "../store/database/why-not.ts";
import { type Database, openDatabase } from "../store/opening/open.ts";
import { announcing } from "./announcing.ts";
import { careOnLoan } from "./care.ts";
import { checkEverything, type OnChecked } from "./check.ts";
import { examForecast } from "./exam.ts";
import { exportFile } from "./export-file.ts";
import { fitModel } from "./fit-model.ts";
import { forecastWorkload } from "./forecast-workload.ts";
import { readHindcast } from "./hindcast.ts";
import { type Chosen, inspectFile } from "./inspect-file.ts";
import { keepRest, lastRestore } from "./last-restore.ts";
import { BEFORE_EXAM } from "./look-at-days.ts";
import { readMemories } from "./memories.ts";
import { ProblemError } from "./problem-error.ts";
import { takeBackRescheduling } from "./put-days-back.ts";
import { previewRescheduling, reschedule } from "./reschedule.ts";
import { restore } from "./restore.ts";
import { takeBack } from "./take-back.ts";

/**
 * Does what it is asked for, and remembers the file that was looked at last. One thing at a time: that is for who asks to see to,
 * as the client does.
 * @param say told now and then that the work goes on
 */
export function runJobs(say: (sign: Sign) => void): (request: Request) => Promise<unknown> {
  const onProgress: OnProgress = (progress) => say({ kind: "progress", ...progress });
  let chosen: Chosen | null = null;
  return (request) => {
    // These two open the database by themselves, with the second record beside it.
    if (request.kind === "check") {
      const onChecked: OnChecked = (progress, mended) => say({ kind: "checking", ...progress, mended });
      return writing(checkEverything(request.lent, onChecked));
    }
    if (request.kind === "care") {
      return careOnLoan(request.lent, request.budgetMs, (changed) => say({ kind: "caring", changed }));
    }
    return withDatabase(async (db) => {
      switch (request.kind) {
        case "export":
          return exportFile(db, request.what, onProgress);
        case "inspect": {
          chosen = null;
          chosen = await inspectFile(db, request.file, onProgress);
          return chosen.preview;
        }
        case "restore": {
          if (!chosen) throw new ProblemError(problem("exchange_nothingChosen"));
          // Where it fails, it may have taken back before what was left of the last file. All else is written at its end.
          const restored = await writing(restore(db, chosen, request, onProgress)).finally(announceToAll);
          chosen = null;
          return restored;
        }
        case "takeBack": {
          // Where it fails, some of it was written; so it is with days below.
          return announcing(onProgress, (sign) => writing(takeBack(db, sign, undefined, request.atMs)));
        }
        case "keepRest": {
          const isKept = await writing(keepRest(db, request.atMs));
          announceToAll();
          return isKept;
        }
        case "lastRestore":
          return lastRestore(db);
        case "fit":
          return fitModel(db, onProgress);
        case "previewRescheduling":
          return writing(previewRescheduling(db, onProgress, announceToAll));
        case "reschedule": {
          const work = request.what === "apply" ? reschedule : takeBackRescheduling;
          return announcing(onProgress, (sign) => writing(work(db, sign)));
        }
        case "bringForward": {
          const work = request.what === "apply" ? reschedule : takeBackRescheduling;
          return announcing(onProgress, (sign) => writing(work(db, sign, BEFORE_EXAM)));
        }
        case "exam":
          return examForecast(db, onProgress);
        case "workload":
          return forecastWorkload(db, request.days, onProgress);
        case "hindcast":
          return readHindcast(db, onProgress);
        case "memories":
          return readMemories(db, onProgress);
      }
    });
  };
}

/** What could not be written gets the sentence that says why. */
const writing = <R>(work: Promise<R>): Promise<R> =>
  work.catch(async (error: unknown) => {
    if (error instanceof ProblemError) throw error;
    console.error("the worker of jobs failed:", error);
    throw new ProblemError(problem(`trouble_${await whyNotWritten(error)}`));
  });

async function withDatabase<R>(work: (db: Database) => Promise<R>): Promise<R> {
  // Without the second record, which is not lent for this: the page that asked brings it up to date.
  const db = await openDatabase().catch(async (error: unknown) => {
    throw error instanceof TroubleError ? new ProblemError(problem(`trouble_${await whyNotRead(error)}`)) : error;
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
