import { expect, it } from "vitest";
import { processorTimes, type TraceEvent } from "../../bench/processor-times.ts";

const mark = { name: "mark", atMs: 1000 };
/** On the machine's clock the page began at 5 s. */
const marked: TraceEvent = { name: "mark", pid: 7, tid: 1, ts: 6_000_000 };
const run = (atMs: number, ms: number, processorMs: number, thread = 1): TraceEvent => ({
  name: "RunTask",
  ...{ pid: 7, tid: thread, ts: 5_000_000 + 1000 * atMs, dur: 1000 * ms, tdur: 1000 * processorMs },
});

it("finds the processor time of a task on the thread of the page", () => {
  const trace = [run(0, 190, 190), run(200.4, 79.6, 31), run(200, 80, 80, 2), run(281, 3, 3), marked];
  expect(processorTimes(trace, mark, [{ atMs: 200, ms: 80 }])).toEqual([31]);
});

it("tells nothing of a task that is not in the trace, or where the page is not", () => {
  const task = { atMs: 200, ms: 80 };
  expect(processorTimes([run(0, 210, 210), marked], mark, [task])).toEqual([null]);
  expect(processorTimes([run(200, 80, 31)], mark, [task])).toEqual([null]);
  expect(
    processorTimes([{ ...run(200, 80, 31), tdur: undefined } as unknown as TraceEvent, marked], mark, [task]),
  ).toEqual([null]);
});
