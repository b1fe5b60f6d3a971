/** What a trace of Chromium tells of tasks: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */

/** Times in microseconds, on the clock of the machine. */
export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** How much of `dur` the thread had a processor. */
  readonly tdur?: number;
}

/** A stretch of a page's time, in ms since its navigation began. */
interface Stretch {
  readonly atMs: number;
  readonly ms: number;
}

/**
 * How long the main thread of a page had a processor during each of its tasks, in ms; null where the trace does not tell.
 * @param mark one that the page has set, by which its thread and its time are found in the trace
 */
export function processorTimes(
  trace: readonly TraceEvent[],
  mark: { readonly name: string; readonly atMs: number },
  tasks: readonly Stretch[],
): (number | null)[] {
  const marked = trace.findLast(({ name }) => name === mark.name);
  if (!marked) return tasks.map(() => null);
  const beganAt = marked.ts - 1000 * mark.atMs;
  const runs = trace.filter(({ name, pid, tid }) => name === "RunTask" && pid === marked.pid && tid === marked.tid);
  return tasks.map(({ atMs, ms }) => {
    const [from, to] = [beganAt + 1000 * atMs, beganAt + 1000 * (atMs + ms)];
    const shared = ({ ts, dur = 0 }: TraceEvent): number => Math.min(to, ts + dur) - Math.max(from, ts);
    let best: TraceEvent | null = null;
    for (const run of runs) if (shared(run) > (best ? shared(best) : 0)) best = run;
    // What covers less than half of a task is another one.
    if (!best || best.tdur === undefined || shared(best) < (to - from) / 2) return null;
    return best.tdur / 1000;
  });
}
