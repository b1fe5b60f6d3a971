/** Has the worker of jobs do what pages ask of it, and care be taken of the data, while somebody studies on another page. */
import { readNoted } from "../../../src/copies/record/health-notes.ts";
import { EXAM } from "../../../src/core/memory/exam.ts";
import { type JobClient, jobClient, startWorker } from "../../../src/jobs/client.ts";
import { lend } from "../../../src/jobs/lend.ts";
import { browser } from "../../../src/platform/browser.ts";
import { recordFiles } from "../../../src/platform/record/files.ts";
import { outsideHere } from "../../../src/session/common/outside-here.ts";
import { ankiLabels } from "../../../src/session/options/export-format.ts";
import { openDatabase } from "../../../src/store/opening/open.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { at, maker } from "../../support/database/db-steps.ts";

const DAYS_TO_EXAM = 20;
/** As many as are graded at most, and so few that today is read soon. */
const REVIEWS = 400;

/** By id. The file of `preview` is made before. */
const JOBS = {
  exam: (client: JobClient) => () => client.exam(),
  workload: (client: JobClient) => () => client.workload(30),
  hindcast: (client: JobClient) => () => client.hindcast(),
  memories: (client: JobClient) => () => client.memories(),
  fit: (client: JobClient) => () => client.fit(),
  days: (client: JobClient) => () => client.previewRescheduling(),
  json: (client: JobClient) => () => client.exportFile({ format: "json", appVersion: "0" }),
  reviews: (client: JobClient) => () => client.exportFile({ format: "reviews", separator: ",", times: true }),
  cards: (client: JobClient) => () => client.exportFile({ format: "cards", separator: "," }),
  anki: (client: JobClient) => () => client.exportFile({ format: "anki", labels: ankiLabels() }),
  preview: async (client: JobClient) => {
    const maker = jobClient(startWorker);
    const file = await maker.exportFile({ format: "json", appVersion: "0" });
    maker.cancel();
    return () => client.inspect(file);
  },
  /** The check that somebody asks for on the options page. */
  check: (client: JobClient) => async () => {
    const { lent, end } = lend(await outsideHere());
    await client.check(lent);
    end();
  },
  /** The background copies all of the log anew, as after the second record was lost, and then checks everything. */
  care: async () => {
    const place = await recordFiles();
    if (!place) throw new Error("there is no second record");
    for (const name of await place.list()) await place.remove(name);
    return async () => {
      for (let wokenAtMs = 0; ; ) {
        if (nowMs() - wokenAtMs > CARE_MS) {
          wokenAtMs = nowMs();
          await browser.alarms.create("tick", { when: Date.now(), periodInMinutes: 30 });
        }
        if ((await readNoted(place)).selfTest) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    };
  },
} as const;
/** For so long the background works at each wake, see `src/care/care.ts`; and it comes to its end a little later. */
const CARE_MS = 17_000;
const LOOK_MS = 500;

export type Job = keyof typeof JOBS;

/** When a job was begun and when it had ended, in ms of Unix time; why it failed, where it did. */
export interface Done {
  readonly begun: number;
  readonly ended: number;
  readonly failed: string | null;
}

const nowMs = (): number => performance.timeOrigin + performance.now();

/** An exam ahead, and enough to answer. */
async function prepare(): Promise<void> {
  const db = await openDatabase();
  const before = Date.now() - 1000;
  await saveSetting(db, "reviewsPerDay", REVIEWS, () => maker(before));
  await setPlan(db, EXAM, at(before).today + DAYS_TO_EXAM, () => maker(before));
  db.close();
}

async function work(job: Job): Promise<Done> {
  const client = jobClient(startWorker);
  const begin = await JOBS[job](client);
  const begun = nowMs();
  const failed = await begin().then(
    () => null,
    (error: unknown) => String(error),
  );
  const ended = nowMs();
  client.cancel();
  return { begun, ended, failed };
}

/** Not to be awaited from outside: it may take longer than a driver waits for one answer. */
function begin(job: Job): void {
  const scope = globalThis as { done?: Done | undefined };
  scope.done = undefined;
  void work(job).then((done) => {
    scope.done = done;
  });
}

Object.assign(globalThis, { prepare, begin });
