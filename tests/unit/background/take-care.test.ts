/** Where the background's care runs: in a worker where it can start one, else in itself. The same care is taken. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { takeCare } from "../../../src/background/take-care.ts";
import { segmentsIn } from "../../../src/copies/place/file-names.ts";
import { readNoted } from "../../../src/copies/record/health-notes.ts";
import { type Guarded, openGuarded } from "../../../src/copies/record/open-guarded.ts";
import { problem } from "../../../src/exchange/problem.ts";
import { PATIENCE } from "../../../src/jobs/watchdog.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { deleteDatabase, FIVE, foldsToItself, forward, get, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { type MemoryFiles, memoryFiles } from "../../support/places/memory-files.ts";
import { deck } from "../../support/samples/cards.ts";
import { HereWorker } from "../../support/session/here-worker.ts";

const browser = vi.hoisted(() => ({ files: null as unknown }));
vi.mock("../../../src/platform/record/files.ts", () => ({ recordFiles: async () => browser.files }));
vi.mock("../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.0.0" }));
vi.mock("../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));
vi.mock("../../../src/platform/downloads.ts", () => import("../../support/session/no-downloads.ts"));

let files: MemoryFiles;
let guarded: Guarded;

beforeEach(async () => {
  await deleteDatabase();
  HereWorker.all.length = 0;
  files = memoryFiles();
  browser.files = files;
  guarded = await openGuarded({}, async () => files);
  await installDeck(guarded.db, deck(FIVE), scheduler, NOW);
  await merge(guarded.db, reviews(2500), scheduler);
  await guarded.journaled();
});
afterEach(() => {
  guarded.db.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A card that is not where its log says. */
async function spoil(): Promise<void> {
  const row = await get(guarded.db, forward("a"));
  await guarded.db.put("states", { ...row, state: { ...row.state, lapses: 77 } });
}

async function expectCaredFor(): Promise<void> {
  expect(segmentsIn(await files.list()).map(({ events }) => events)).toEqual([1000, 1000]);
  expect((await readNoted(files)).selfTest).toMatchObject({ found: 1, left: 0 });
  await foldsToItself(guarded.db, scheduler);
}

describe("the care of the background", () => {
  test("is taken in a worker, which reaches the second record through a port and is ended after it", async () => {
    vi.stubGlobal("Worker", HereWorker);
    await spoil();
    expect(await takeCare(guarded, 600_000)).toBe(true);
    await expectCaredFor();
    expect(HereWorker.all.map(({ url, isTerminated }) => [url, isTerminated])).toEqual([["/jobs-worker.js", true]]);
    expect(await takeCare(guarded)).toBe(false);
  });

  test("is taken here where no worker can be started", async () => {
    await spoil();
    expect(await takeCare(guarded, 600_000)).toBe(true);
    await expectCaredFor();
    expect(HereWorker.all).toEqual([]);
  });

  test("goes on in the next worker where one had no time for all of it", async () => {
    vi.stubGlobal("Worker", HereWorker);
    await spoil();
    let changed = false;
    for (let wakes = 0; (await readNoted(files)).selfTest === undefined; wakes++) {
      expect(wakes).toBeLessThan(100);
      changed = (await takeCare(guarded, 0)) || changed;
    }
    expect(HereWorker.all.length).toBeGreaterThan(3);
    expect(changed).toBe(true);
    await expectCaredFor();
  });

  test("tells of a worker that failed", async () => {
    vi.stubGlobal(
      "Worker",
      class extends HereWorker {
        override postMessage(): void {
          this.onerror?.();
        }
      },
    );
    await expect(takeCare(guarded)).rejects.toThrow("exchange_failed");
  });

  test("is not ended while it works, however slow the disk is", async () => {
    vi.stubGlobal("Worker", HereWorker);
    await spoil();
    // The time of the watchdog alone: with each file that is written passes less of it than it waits, and far more with all.
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const written = vi.fn();
    const { write } = files;
    browser.files = {
      ...files,
      write: async (name: string, content: Uint8Array<ArrayBuffer>) => {
        await write(name, content);
        written(name);
        vi.advanceTimersByTime(PATIENCE.savingMs * 0.45);
      },
    };
    expect(await takeCare(guarded, 600_000)).toBe(true);
    expect(written.mock.calls.length).toBeGreaterThan(3);
    await expectCaredFor();
  });

  test.each<[string, (worker: HereWorker) => void]>([
    ["breaks", (worker) => worker.onerror?.()],
    ["fails", (worker) => worker.say({ kind: "failed", problem: problem("exchange_failed") })],
  ])("says that pages are to look again where a worker %s after it has mended something", async (_, end) => {
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const ending = class extends HereWorker {
      override end = (): void => end(this);
    };
    vi.stubGlobal("Worker", ending);
    await spoil();
    expect(await takeCare(guarded, 600_000)).toBe(true);
    await expectCaredFor();
    expect(logged).toHaveBeenCalledTimes(1);
    // Where nothing is left to be mended, it is a failure and nothing else.
    await expect(takeCare(guarded)).rejects.toThrow("exchange_failed");
  });
});
