import { describe, expect, it } from "vitest";
import { CancelledError, ExchangeError, exchangeClient } from "../../../src/exchange/client.ts";

/** A worker that says what the test tells it to. */
class FakeWorker {
  readonly asked: unknown[] = [];
  terminated = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  postMessage = (message: unknown): void => void this.asked.push(message);
  terminate = (): void => {
    this.terminated = true;
  };
  say = (data: unknown): void => this.onmessage?.({ data });
}

function setUp() {
  const workers: FakeWorker[] = [];
  const client = exchangeClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  const worker = (): FakeWorker => {
    const last = workers.at(-1);
    if (!last) throw new Error("no worker was made");
    return last;
  };
  return { client, workers, worker };
}

const PREVIEW = {
  origin: "backup",
  exportedAtMs: 5,
  added: 1,
  known: 2,
  conflicting: 0,
  takenBack: 0,
  settings: 0,
  foreignNotes: 0,
  leftOut: { reviews: 0, cards: 0 },
};

describe("the exchange client", () => {
  it("makes no worker before it is asked, and one for all that follows", async () => {
    const { client, workers, worker } = setUp();
    expect(workers).toHaveLength(0);
    const seen: unknown[] = [];
    const first = client.inspect(new Blob(["x"]), (progress) => seen.push(progress.done));
    worker().say({ kind: "progress", done: 3, total: 9 });
    worker().say({ kind: "done", result: PREVIEW });
    expect(await first).toEqual(PREVIEW);
    expect(seen).toEqual([3]);
    const second = client.restore({ mode: "merge", withSettings: false });
    worker().say({ kind: "done", result: { added: 1, known: 2, takenBack: 0 } });
    expect(await second).toEqual({ added: 1, known: 2, takenBack: 0 });
    expect(workers).toHaveLength(1);
    expect(worker().asked).toMatchObject([{ kind: "inspect" }, { kind: "restore", mode: "merge" }]);
  });

  it("tells the sentence of a failure", async () => {
    const { client, worker } = setUp();
    const asked = client.inspect(new Blob([]));
    worker().say({ kind: "failed", problem: { key: "backup_notJson", arguments: [] } });
    const error = await asked.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExchangeError);
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

  it("does one thing at a time", async () => {
    const { client, worker } = setUp();
    const first = client.inspect(new Blob([]));
    await expect(client.report()).rejects.toThrow("busy");
    worker().say({ kind: "done", result: PREVIEW });
    await first;
  });

  it("gives up a worker that broke", async () => {
    const { client, worker } = setUp();
    const asked = client.report();
    worker().onerror?.();
    await expect(asked).rejects.toMatchObject({ problem: { key: "exchange_failed" } });
    expect(worker().terminated).toBe(true);
  });

  it.each([
    ["no answer of the protocol", { kind: "progress", done: -1, total: "x" }],
    ["a result of another shape", { kind: "done", result: { added: "many" } }],
  ])("takes %s for a failure and does not hang", async (_, answer) => {
    const { client, worker } = setUp();
    const asked = client.inspect(new Blob([]));
    worker().say(answer);
    await expect(asked).rejects.toThrow();
  });
});
