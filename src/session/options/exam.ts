import { EXAM, LONGEST_TO_EXAM_DAYS } from "../../core/memory/exam.ts";
import type { Progress } from "../../core/progress.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import type { JobClient } from "../../jobs/client.ts";
import type { ExamForecast } from "../../jobs/exam.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { examOf, planFrom, readPlans } from "../../store/settings/plan.ts";
import { setPlan } from "../../store/settings/set-plan.ts";
import { type GivenDays, isOfPast, NEW_DAYS } from "../../store/writing/given-days.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { endedEarly, isWorkerEnd } from "../common/worker-failure.ts";
import { makerNow, type OptionsBase, readSaved } from "./base.ts";
import { type DaysBegun, type DaysEnd, daysStanding, giveDays, overtakenText } from "./new-days.ts";
import { ofNow } from "./of-now.ts";
import { stopping } from "./stopping.ts";

/** `forecast`: its steps are nothing that a user would count. */
export type ExamWork = { readonly kind: "forecast" | "days" } & Progress;

export interface ExamState {
  /** The day of the exam; null where none is ahead. */
  readonly exam: StudyDay | null;
  /** The day on which a pause ends that was set, before which nothing is asked; null without one. */
  readonly pausedUntil: StudyDay | null;
  /** The first and the last day that an exam may be on; null until they are known. */
  readonly bounds: { readonly first: StudyDay; readonly last: StudyDay } | null;
  /** What goes on in the worker; null when nothing does. */
  readonly work: ExamWork | null;
  readonly forecast: ExamForecast;
  /** What was done last with the cards that are due too late. */
  readonly done: "forwarded" | "putBack" | null;
  /** Cards that stayed as they are then, since they were answered or changed meanwhile. */
  readonly meanwhile: number;
  /** Whether cards that were brought forward can have their days back; also once the exam is over, until another is ahead. */
  readonly canPutBack: boolean;
  /** Cards that were brought forward in part, or whose days were put back in part. */
  readonly daysBegun: DaysBegun | null;
  /** Why the last thing failed, where it did. */
  readonly error: string | null;
}

export interface ExamControl extends Live<ExamState> {
  /** Sets the day, and says what is to be expected; null takes it away. */
  readonly onExam: (day: StudyDay | null) => void;
  readonly onForecast: () => void;
  /** Gives cards that are due on the day or later a day before it, or puts their days back. */
  readonly onBringForward: (what: "apply" | "takeBack") => void;
  readonly onStop: () => void;
  /** Something was changed by which it was foretold: that holds no more, and is asked for anew. */
  readonly onChanged: () => void;
  readonly reload: () => Promise<void>;
}

/**
 * An exam: its day as an event, what is to be expected on it, and the cards that come too late for it.
 * @param client a worker of its own
 * @param onMoved the worker has given cards other days, all or some of them
 * @param onGiven see `daysStanding`
 */
export function examControl(
  base: OptionsBase,
  client: Pick<JobClient, "exam" | "bringForward" | "cancel">,
  onMoved: () => void,
  onGiven: () => void,
): ExamControl {
  const state = liveValue<ExamState>({
    ...{ exam: null, pausedUntil: null, bounds: null, work: null, forecast: null },
    ...{ done: null, meanwhile: 0, canPutBack: false, daysBegun: null, error: null },
  });
  const set = (change: Partial<ExamState>): void => state.set({ ...state.current(), ...change });
  const standing = daysStanding(base, NEW_DAYS.beforeExam, onGiven);
  const { read: reload } = oneAtATime(async () => {
    const { today } = (await makerNow(base))().now;
    const plans = await readPlans(base.db);
    const exam = examOf(plans, today);
    const { forecast } = state.current();
    // Under another exam, days of one that is over would pass for its own.
    const isShown = (days: GivenDays): boolean => exam === null || !isOfPast(days, today);
    const { canPutBack, begun } = await standing(isShown);
    set({
      exam,
      pausedUntil: planFrom(plans, today).pause?.untilDay ?? null,
      canPutBack,
      daysBegun: begun,
      bounds: { first: today + 1, last: today + LONGEST_TO_EXAM_DAYS },
      // Of another day than that of the exam nothing was foretold.
      ...(forecast?.day !== exam && { forecast: null }),
    });
  });
  const { begin, stop, mustGoOn } = stopping();
  const progress = (kind: ExamWork["kind"]) => (work: Progress) => set({ work: { kind, ...work } });

  const run = async (what: string, kind: ExamWork["kind"], work: () => Promise<Partial<ExamState>>): Promise<void> => {
    if (state.current().work) return;
    begin();
    set({ work: { kind, done: 0, total: 0 }, error: null, done: null, meanwhile: 0 });
    const change = await work().catch(async (error: unknown) => ({ error: await sentenceOf(what, error) }));
    set({ ...change, work: null });
  };
  const sentenceOf = async (what: string, error: unknown): Promise<string | null> => {
    if (!isWorkerEnd(error)) return base.sentenceOf(what, error);
    const ended = endedEarly(what, error);
    // The user has stopped it, and knows.
    return ended.kind === "failed" ? ended.sentence : null;
  };
  const now = ofNow();
  const foretold = async (): Promise<Partial<ExamState>> => {
    mustGoOn();
    return { forecast: await now.unlessChanged(() => client.exam(progress("forecast"))) };
  };

  logFailure("reading the exam", reload());
  return {
    ...state,
    reload,
    onExam: (day) =>
      logFailure(
        "saving an exam",
        run("saving an exam", "forecast", async () => {
          await base.repeat(async () => setPlan(base.db, EXAM, day, await makerNow(base)));
          base.changes.announce();
          await readSaved(reload);
          return day === null ? { forecast: null } : foretold();
        }),
      ),
    onForecast: () => logFailure("the forecast of an exam", run("the forecast of an exam", "forecast", foretold)),
    onBringForward: (what) =>
      logFailure(
        "bringing cards forward",
        run("bringing cards forward", "days", async () => {
          const end = await giveDays(base, NEW_DAYS.beforeExam, what, mustGoOn, () =>
            client.bringForward(what, progress("days")),
          );
          onMoved();
          await readSaved(reload);
          // What was foretold holds no more; whoever stopped this does not want to wait for that now.
          if (end.kind !== "whole") return { forecast: null, error: daysError(end) };
          set({ done: what === "apply" ? "forwarded" : "putBack", meanwhile: end.meanwhile });
          return foretold().catch((error: unknown) => {
            // Of the days of before.
            set({ forecast: null });
            throw error;
          });
        }),
      ),
    onStop() {
      stop();
      client.cancel();
    },
    onChanged() {
      now.onChanged();
      if (state.current().forecast) set({ forecast: null });
    },
  };
}

/** Null where the user has stopped it, and knows, or where what is left of it is told of as begun. */
function daysError(end: Exclude<DaysEnd, { kind: "whole" }>): string | null {
  if (end.kind === "overtaken") return overtakenText(end.by);
  return end.kind === "failed" ? end.sentence : null;
}
