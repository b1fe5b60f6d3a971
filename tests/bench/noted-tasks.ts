/** Tasks of 50 ms and more on the main thread of a page, as the browser tells of them. Chromium only. */
import type { Page } from "puppeteer-core";
import { beforeScripts } from "../support/extension/driver/inject.ts";
import { until } from "../support/extension/driver.ts";
import { processorTimes, type TraceEvent } from "./processor-times.ts";

/** A task that the browser calls long. */
export interface LongTask {
  readonly ms: number;
  /** Since the navigation began. */
  readonly atMs: number;
}
/** How much of it the thread had a processor, in ms: in the rest it waited for one. Null where the trace does not tell. */
export interface TimedTask extends LongTask {
  readonly processorMs: number | null;
}
/** A frame that came late, and what the browser says had kept it. */
interface LateFrame extends LongTask {
  readonly scripts: readonly string[];
}
interface Noted {
  readonly tasks: LongTask[];
  readonly frames: LateFrame[];
}

/** By this mark the clock of the trace is set to that of the page. */
const MARK = "osteon-bench-trace";

/** To be called before the page loads. */
export async function noteTasks(page: Page): Promise<void> {
  await beforeScripts(page, () => {
    const noted: Noted = { tasks: [], frames: [] };
    (globalThis as { noted?: Noted }).noted = noted;
    new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries()) noted.tasks.push({ ms: duration, atMs: startTime });
    }).observe({ type: "longtask", buffered: true });
    interface Script {
      readonly duration: number;
      readonly invoker: string;
      readonly sourceURL: string;
      readonly sourceFunctionName: string;
      readonly forcedStyleAndLayoutDuration: number;
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { scripts, startTime, duration } = entry as PerformanceEntry & { readonly scripts: readonly Script[] };
        const told = scripts.map(
          (one) =>
            `${Math.round(one.duration)} ms ${one.invoker} ${one.sourceFunctionName} of ${one.sourceURL.split("/").pop()}, ` +
            `${Math.round(one.forcedStyleAndLayoutDuration)} of it layout`,
        );
        noted.frames.push({ ms: duration, atMs: startTime, scripts: told });
      }
    }).observe({ type: "long-animation-frame", buffered: true });
  });
  await trace(page);
}

const trace = (page: Page): Promise<void> =>
  page.tracing.start({ categories: ["-*", "disabled-by-default-devtools.timeline", "blink.user_timing"] });

/** Those since it was asked last, or since the page was opened. What was long is told a little later. */
export async function tasksOf(page: Page): Promise<TimedTask[]> {
  const begun = await page.evaluate((name) => performance.mark(name).startTime, MARK);
  await until(page, (from) => performance.now() > from + 3000, begun);
  const { tasks, frames } = await page.evaluate(() => {
    const { noted } = globalThis as { noted?: Noted };
    return { tasks: noted?.tasks.splice(0) ?? [], frames: noted?.frames.splice(0) ?? [] };
  });
  const traced = await page.tracing.stop();
  await trace(page);
  const { traceEvents } = JSON.parse(new TextDecoder().decode(traced)) as { readonly traceEvents: TraceEvent[] };
  const times = processorTimes(traceEvents, { name: MARK, atMs: begun }, tasks);
  return tasks.map((task, i) => {
    const timed = { ...task, processorMs: times[i] ?? null };
    const frame = frames.find((one) => task.atMs >= one.atMs - 1 && task.atMs <= one.atMs + one.ms);
    console.error(`a task of ${inWords(timed)} at ${Math.round(task.atMs)}:`, frame?.scripts ?? "in no late frame");
    return timed;
  });
}

export const inWords = ({ ms, processorMs }: Omit<TimedTask, "atMs">): string =>
  `${Math.round(ms)} ms (${processorMs === null ? "processor time unknown" : `${Math.round(processorMs)} on the processor`})`;

/** The longest first. */
export const byLength = (tasks: readonly TimedTask[]): TimedTask[] => [...tasks].sort((a, b) => b.ms - a.ms);
