import { Worker as Thread } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import messages from "../../../src/_locales/en/messages.json" with { type: "json" };
import type { Progress } from "../../../src/core/progress.ts";
import { CancelledError, type JobClient, JobError, jobClient } from "../../../src/jobs/client.ts";
import type { Lent } from "../../../src/jobs/outside.ts";
import { PATIENCE, type Patience } from "../../../src/jobs/watchdog.ts";
import { NONE_SET } from "../../support/files/none-set.ts";

/** A worker that says what the test tells it to. */
class FakeWorker {
  readonly asked: unknown[] = [];
  terminated = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  onerror: (() => void) | null = null;
  postMessage = (message: unknown): void => void this.asked.push(message);
  terminate = (): void => {
    this.terminated = true;
  };
  say = (data: unknown): void => this.onmessage?.({ data });
}

function setUp(patience?: Patience) {
  const workers: FakeWorker[] = [];
  const client = jobClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  }, patience);
  const worker = (): FakeWorker => {
    const last = workers.at(-1);
    if (!last) throw new Error("no worker was made");
    return last;
  };
  return { client, workers, worker };
}

/** How it failed for a reason that has no sentence of its own. */
async function failureOf(asked: Promise<unknown>): Promise<JobError> {
  const error = await asked.catch((reason: unknown) => reason);
  if (!(error instanceof JobError)) throw new Error("no error of a job", { cause: error });
  expect(error.problem).toEqual({ key: "exchange_failed", arguments: [] });
  return error;
}

/** What a worker that takes care is lent, of which it asks for nothing here. */
const lentTo = (): Lent => ({ port: new MessageChannel().port1, place: null, appVersion: "1.0.0", mostBytes: 1 });

/** A real worker that says that it began and never gives the processor back, with what is used of the browsers' own. */
function hangingWorker(): { readonly worker: Worker; readonly gone: Promise<number> } {
  const code = `const { parentPort } = require("node:worker_threads");
    parentPort.on("message", () => {
      parentPort.postMessage({ kind: "progress", done: 0, total: 0 });
      for (;;);
    });`;
  const thread = new Thread(code, { eval: true });
  const gone = new Promise<number>((resolve) => thread.on("exit", resolve));
  const worker: Pick<Worker, "onmessage" | "postMessage" | "terminate"> = {
    onmessage: null,
    postMessage: () => thread.postMessage("go"),
    terminate: () => void thread.terminate(),
  };
  thread.on("message", (data) => worker.onmessage?.call(worker as Worker, new MessageEvent("message", { data })));
  return { worker: worker as Worker, gone };
}

const CHANGES = {
  startCounting: 1,
  stopCounting: 0,
  beforeReset: 0,
  moveDay: 0,
  inFuture: 0,
  cards: 1,
  settings: [{ key: "newPerDay", from: 8, to: 5 }],
  switches: [{ deck: "deck", chapter: null, title: "A deck", on: false }],
  plans: [],
  touchesExisting: false,
};
const PREVIEW = {
  origin: "backup",
  exportedAtMs: 5,
  added: 1,
  known: 2,
  again: 0,
  twins: 0,
  mended: 0,
  conflicting: 0,
  addedOfKind: {},
  othersTakenBack: 0,
  fromNewer: 0,
  withoutSettings: { added: 1, addedOfKind: {}, again: 0, othersTakenBack: 0, fromNewer: 0, inFuture: 0 },
  merge: CHANGES,
  replace: { ...CHANGES, ending: NONE_SET, returning: NONE_SET },
  here: 2_998,
  afterTakingBack: { merge: 3_000, replace: 3_004 },
  resets: 0,
  decks: [{ id: "mine", title: "Mine", cards: 3, what: "new" }],
  foreignNotes: 0,
  leftOut: { reviews: 0, cards: 0 },
  byHand: 0,
};

describe("the client of jobs", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("makes no worker before it is asked, and one for all that follows", async () => {
    const { client, workers, worker } = setUp();
    expect(workers).toHaveLength(0);
    const seen: unknown[] = [];
    const first = client.inspect(new Blob(["x"]), (progress) => seen.push(progress));
    worker().say({ kind: "progress", done: 3, total: 9 });
    worker().say({ kind: "done", result: PREVIEW });
    expect(await first).toEqual(PREVIEW);
    // And nothing else of the message: pages say beside it what work that is.
    expect(seen).toEqual([{ done: 3, total: 9 }]);
    const second = client.restore({ mode: "merge", withSettings: false });
    worker().say({
      kind: "done",
      result: { added: 1, mended: 0, known: 2, decks: 0, takenBack: 0, othersTakenBack: 0, canTakeBack: true },
    });
    expect(await second).toEqual({
      added: 1,
      mended: 0,
      known: 2,
      decks: 0,
      takenBack: 0,
      othersTakenBack: 0,
      canTakeBack: true,
    });
    expect(workers).toHaveLength(1);
    expect(worker().asked).toMatchObject([{ kind: "inspect" }, { kind: "restore", mode: "merge" }]);
  });

  it("hears of the check what it has mended, and of the care whether anything was changed", async () => {
    const { client, worker } = setUp();
    const onChecked = vi.fn();
    const checked = client.check(lentTo(), onChecked);
    worker().say({ kind: "checking", done: 1, total: 5, mended: 0 });
    worker().say({ kind: "checking", done: 2, total: 5, mended: 3 });
    const result = { events: 4, cards: 1, mended: 3, left: 0, isWhole: true };
    worker().say({ kind: "done", result });
    expect(await checked).toEqual(result);
    expect(onChecked.mock.calls).toEqual([
      [{ done: 1, total: 5 }, 0],
      [{ done: 2, total: 5 }, 3],
    ]);
    const onSign = vi.fn();
    const cared = client.care(lentTo(), undefined, onSign);
    worker().say({ kind: "caring", changed: false });
    worker().say({ kind: "caring", changed: true });
    worker().say({ kind: "done", result: true });
    expect(await cared).toBe(true);
    expect(onSign.mock.calls).toEqual([[false], [true]]);
  });

  it("asks for the way back, and whether there is one", async () => {
    const { client, worker } = setUp();
    const asked = client.lastRestore();
    const last = {
      atMs: 5,
      added: 3,
      takenBack: 0,
      othersTakenBack: 0,
      isBegun: true,
      undone: 1,
      left: 2,
      isUnreadable: false,
      decks: 0,
    };
    worker().say({ kind: "done", result: last });
    expect(await asked).toEqual(last);
    const back = client.takeBack(5);
    worker().say({ kind: "done", result: { takenBack: 3, unreadable: 0 } });
    expect(await back).toEqual({ takenBack: 3, unreadable: 0 });
    const rest = client.keepRest(5);
    worker().say({ kind: "done", result: true });
    expect(await rest).toBe(true);
    const asks = [{ kind: "lastRestore" }, { kind: "takeBack", atMs: 5 }, { kind: "keepRest", atMs: 5 }];
    expect(worker().asked).toEqual(asks);
  });

  it("tells the sentence of a failure", async () => {
    const { client, worker } = setUp();
    const asked = client.inspect(new Blob([]));
    worker().say({ kind: "failed", problem: { key: "backup_notJson", arguments: [] } });
    const error = await asked.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(JobError);
    expect(error).toMatchObject({ problem: { key: "backup_notJson" } });
  });

  it("ends the worker when the user stops, and starts another one next time", async () => {
    const { client, workers, worker } = setUp();
    const asked = client.inspect(new Blob([]));
    client.cancel();
    await expect(asked).rejects.toBeInstanceOf(CancelledError);
    expect(worker().terminated).toBe(true);
    const again = client.inspect(new Blob([]));
    worker().say({ kind: "done", result: PREVIEW });
    await again;
    expect(workers).toHaveLength(2);
  });

  it("does one thing at a time, and what comes too early ends nothing", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const { client, workers, worker } = setUp();
    const first = client.inspect(new Blob([]));
    const busy = await failureOf(client.lastRestore());
    expect(busy.cause).toMatchObject({ message: "the worker of jobs is busy" });
    worker().say({ kind: "done", result: PREVIEW });
    expect(await first).toEqual(PREVIEW);
    expect([workers.length, worker().terminated]).toEqual([1, false]);
  });

  it("gives up a worker that broke", async () => {
    const { client, worker } = setUp();
    const asked = client.lastRestore();
    worker().onerror?.();
    await expect(asked).rejects.toMatchObject({ problem: { key: "exchange_failed" } });
    expect(worker().terminated).toBe(true);
  });

  it("is not ended by an error of a worker that was ended before", async () => {
    const { client, workers, worker } = setUp();
    const stopped = client.lastRestore();
    client.cancel();
    await expect(stopped).rejects.toBeInstanceOf(CancelledError);
    const asked = client.inspect(new Blob([]));
    workers[0]?.onerror?.();
    expect(worker().terminated).toBe(false);
    worker().say({ kind: "done", result: PREVIEW });
    expect(await asked).toEqual(PREVIEW);
    expect(workers).toHaveLength(2);
  });

  const CANNOT_BE_TAKEN = { kind: "progress", done: -1, total: "x" };
  const listens = (): void => {
    throw new TypeError("drawn on nothing");
  };
  it.each<[string, unknown, ((progress: Progress) => void)?]>([
    ["no answer of the protocol", CANNOT_BE_TAKEN],
    ["a result of another shape", { kind: "done", result: { added: "many" } }],
    ["progress of which nobody can be told", { kind: "progress", done: 1, total: 2 }, listens],
  ])("takes %s for a failure, and does not go on with a worker that may be at work", async (_, answer, onProgress) => {
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const { client, workers, worker } = setUp();
    const asked = client.inspect(new Blob([]), onProgress);
    worker().say(answer);
    const { cause } = await failureOf(asked);
    expect(cause).toBeInstanceOf(Error);
    expect(logged).toHaveBeenCalledWith(expect.any(String), cause);
    expect(worker().terminated).toBe(true);
    // What it says later is no answer to what comes next.
    const again = client.inspect(new Blob([]));
    workers[0]?.say({ kind: "done", result: { ...PREVIEW, here: 1 } });
    worker().say({ kind: "done", result: PREVIEW });
    expect(await again).toEqual(PREVIEW);
    expect(workers).toHaveLength(2);
  });

  it("gives up a worker whose answer cannot be read", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const { client, worker } = setUp();
    const asked = client.lastRestore();
    worker().onmessageerror?.();
    await failureOf(asked);
    expect(worker().terminated).toBe(true);
  });

  it("says that it failed where no worker can be started, or it cannot be asked", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const refused = new DOMException("not here", "SecurityError");
    const none = jobClient(() => {
      throw refused;
    });
    expect((await failureOf(none.lastRestore())).cause).toBe(refused);
    expect((await failureOf(none.lastRestore())).cause).toBe(refused);
    const { client, worker } = setUp();
    const first = client.lastRestore();
    worker().say({ kind: "done", result: null });
    await first;
    worker().postMessage = () => {
      throw refused;
    };
    expect((await failureOf(client.lastRestore())).cause).toBe(refused);
    expect(worker().terminated).toBe(true);
  });
});

describe("a worker that is silent", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const SHORT = { workMs: 60_000, savingMs: 600_000 };
  const RESTORE = { mode: "merge", withSettings: false } as const;

  it.each([
    ["reads", 60_000, (client: JobClient) => client.inspect(new Blob([]))],
    ["forecasts", 60_000, (client: JobClient) => client.hindcast()],
    ["writes", 60_000, (client: JobClient) => client.exportFile({ format: "json", appVersion: "1.0.0" })],
    ["saves", 600_000, (client: JobClient) => client.restore(RESTORE)],
    ["takes care", 600_000, (client: JobClient) => client.care(lentTo())],
    ["checks", 600_000, (client: JobClient) => client.check(lentTo())],
    ["works out what other days depend on", 600_000, (client: JobClient) => client.previewRescheduling()],
  ])("while it %s is ended with a sentence, and the next one works", async (_, patienceMs, ask) => {
    const { client, workers, worker } = setUp(SHORT);
    const failure = ask(client).catch((reason: unknown) => reason);
    vi.advanceTimersByTime(patienceMs - 1);
    expect(worker().terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(worker().terminated).toBe(true);
    expect(await failure).toMatchObject({ problem: { key: "exchange_silent" } });
    expect(messages).toHaveProperty("exchange_silent");
    const again = client.inspect(new Blob([]));
    worker().say({ kind: "done", result: PREVIEW });
    expect(await again).toEqual(PREVIEW);
    expect(workers).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is left alone as long as it gives signs, however long that takes", async () => {
    const { client, worker } = setUp(SHORT);
    const asked = client.inspect(new Blob([]));
    for (let i = 0; i < 100; i++) {
      vi.advanceTimersByTime(50_000);
      worker().say({ kind: "progress", done: 0, total: 0 });
    }
    worker().say({ kind: "done", result: PREVIEW });
    expect(await asked).toEqual(PREVIEW);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("may be so because the machine slept: one look after hours is no reason to end it", () => {
    const { client, worker } = setUp(SHORT);
    client.inspect(new Blob([])).catch(() => {});
    // What timers do while a machine sleeps: none of the looks that were due is made up for.
    vi.setSystemTime(Date.now() + 9 * 3_600_000);
    vi.advanceTimersToNextTimer();
    expect(worker().terminated).toBe(false);
    client.cancel();
  });

  it("says nothing any more once it was stopped", async () => {
    const { client, worker } = setUp(SHORT);
    const seen: unknown[] = [];
    const asked = client.inspect(new Blob([]), (progress) => seen.push(progress)).catch((reason: unknown) => reason);
    client.cancel();
    worker().say({ kind: "progress", done: 1, total: 2 });
    expect(await asked).toBeInstanceOf(CancelledError);
    expect(seen).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a worker that hangs in earnest", () => {
  afterEach(() => void vi.useRealTimers());

  it("is ended by the watchdog", async () => {
    // The worker is real, the watchdog's time is not: it passes once the worker was heard, however slow the machine is.
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { worker, gone } = hangingWorker();
    const client = jobClient(() => worker);
    let failure: Promise<unknown> = Promise.resolve();
    await new Promise<void>((resolve) => {
      failure = client.inspect(new Blob([]), () => resolve()).catch((reason: unknown) => reason);
    });
    vi.advanceTimersByTime(PATIENCE.workMs);
    expect(await failure).toMatchObject({ problem: { key: "exchange_silent" } });
    expect(await gone).toBe(1);
  });

  it("is ended by the user", async () => {
    const { worker, gone } = hangingWorker();
    const client = jobClient(() => worker);
    const asked = client.inspect(new Blob([]), client.cancel);
    await expect(asked).rejects.toBeInstanceOf(CancelledError);
    expect(await gone).toBe(1);
  });
});

describe("stopping", () => {
  const RESTORE = { mode: "replace", withSettings: true } as const;
  it.each([
    ["reading", (client: JobClient) => client.inspect(new Blob([]))],
    ["saving", (client: JobClient) => client.restore(RESTORE)],
    ["a forecast", (client: JobClient) => client.hindcast()],
    ["a table", (client: JobClient) => client.exportFile({ format: "cards", separator: "," })],
  ])("works before the first sign and after it: %s", async (_, ask) => {
    for (const signs of [0, 1, 5]) {
      const { client, worker } = setUp();
      const asked = ask(client).catch((reason: unknown) => reason);
      for (let i = 0; i < signs; i++) worker().say({ kind: "progress", done: i, total: 9 });
      client.cancel();
      expect(await asked).toBeInstanceOf(CancelledError);
      expect(worker().terminated).toBe(true);
    }
  });
});
