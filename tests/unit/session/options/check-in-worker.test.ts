/** The check that somebody waits for on the options page, in earnest: page, port, worker, database and second record. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { note, readNoted } from "../../../../src/copies/record/health-notes.ts";
import { type JobClient, jobClient, startWorker } from "../../../../src/jobs/client.ts";
import { PATIENCE } from "../../../../src/jobs/watchdog.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type HealthControl, healthControl } from "../../../../src/session/options/health.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { foldsToItself, forward, get, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { forceClose } from "../../../support/database/force-close.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { HereWorker } from "../../../support/session/here-worker.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

const browser = vi.hoisted(() => ({ files: null as unknown }));
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => browser.files }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.0.0" }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));
vi.mock("../../../../src/platform/downloads.ts", () => import("../../../support/session/no-downloads.ts"));

const CARDS = 40;
const EVENTS = 120;

let db: Database;
let files: MemoryFiles;
let under: BaseUnderTest;
let client: JobClient;
let control: HealthControl;
useDatabase(async (opened) => {
  db = opened;
  files = memoryFiles();
  browser.files = files;
  HereWorker.all.length = 0;
  stubPage();
  vi.stubGlobal("Worker", HereWorker);
  const names = Array.from({ length: CARDS }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW, "own");
  await merge(
    db,
    reviews(EVENTS).map((event, i) => ({ ...event, card: forward(`f${i % CARDS}`) })),
    scheduler,
  );
  while (await packNext(db, 40));
  await replicate(db, files);
  under = await optionsUnderTest();
  client = jobClient(startWorker);
  control = healthControl(under.base, client, async () => {});
  await vi.waitFor(() => expect(control.current().health).not.toBeNull(), { interval: 1, timeout: 30_000 });
});
beforeEach(() => {
  // Each step ends as soon as it may, as it does on a slow machine.
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1000;
    return now;
  });
});
afterEach(() => {
  under.db.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A card that is not where its log says, and a day that is not there. */
async function spoil(): Promise<void> {
  const row = await get(db, forward("f3"));
  await db.put("states", { ...row, state: { ...row.state, lapses: 77 } });
  const [day] = await db.getAll("days");
  if (!day) throw new Error("no day");
  await db.delete("days", [day.day, day.deck]);
}
const FAULTS = 2;

const ended = (): Promise<void> =>
  vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1, timeout: 30_000 });

/** Checks everything. @param onSign called with each thing that the worker says, and how many came before it */
async function check(onSign: (signs: number) => void = () => {}) {
  let signs = -1;
  let last = control.current().work;
  const ends = control.subscribe(() => {
    const { work } = control.current();
    if (work === null || work === last) return;
    last = work;
    signs += 1;
    onSign(signs);
  });
  control.onCheck();
  await ended();
  ends();
  return { signs, result: control.current().result };
}

const whole = async () => (await check()).result;

test("mends what differs, says how far it has come, and notes that all was checked", async () => {
  const before = await wholeLog(db);
  await spoil();
  const shares: number[] = [];
  const { result } = await check(() => {
    const { work } = control.current();
    if (work && work.total > 0) shares.push(work.done / work.total);
  });
  expect(result).toEqual({ kind: "differences", mended: FAULTS, left: 0 });
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(new Set(shares).size).toBeGreaterThan(8);
  expect(control.current().health?.selfTest).toMatchObject({ found: FAULTS, left: 0 });
  expect(await whole()).toEqual({ kind: "clean", events: EVENTS, cards: CARDS });
  expect(HereWorker.all.map(({ url, isTerminated }) => [url, isTerminated])).toEqual([
    ["/jobs-worker.js", true],
    ["/jobs-worker.js", true],
  ]);
  expect(await wholeLog(db)).toEqual(before);
  await foldsToItself(db);
});

test("stopped anywhere it says what was mended, and the next one mends the rest", async () => {
  const { signs } = await check();
  const stopped = new Set<number>();
  for (let stop = 0; stop < signs; stop += 2) {
    await spoil();
    const noted = await readNoted(files);
    const { result } = await check((sign) => {
      if (sign === stop) control.onStop();
    });
    // Stopped at its last steps it may have come to its end by then.
    if (result?.kind !== "stopped") {
      expect(result).toEqual({ kind: "differences", mended: FAULTS, left: 0 });
      continue;
    }
    stopped.add(result.mended);
    expect(result.left).toBe(0);
    expect((await readNoted(files)).selfTest).toEqual(noted.selfTest);
    const rest = await whole();
    if (result.mended === FAULTS) expect(rest).toMatchObject({ kind: "clean" });
    else expect(rest).toEqual({ kind: "differences", mended: FAULTS - result.mended, left: 0 });
  }
  expect(stopped).toEqual(new Set([0, 1, 2]));
  await foldsToItself(db);
});

test("ended with its page anywhere, it has lost nothing, and the next one mends the rest", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const { signs } = await check();
  const before = await wholeLog(db);
  for (let stop = 1; stop < signs; stop += 3) {
    await spoil();
    under.announce.mockClear();
    const { result } = await check((sign) => {
      if (sign === stop) control.onLeave();
    });
    expect(result).toMatchObject({ kind: "stopped", left: 0 });
    expect(HereWorker.all.at(-1)?.isTerminated).toBe(true);
    // What its last step has mended it may not have told.
    expect(under.announce).toHaveBeenCalledTimes(1);
    expect(["clean", "differences"]).toContain((await whole())?.kind);
    expect(await whole()).toMatchObject({ kind: "clean" });
  }
  expect(await wholeLog(db)).toEqual(before);
  await foldsToItself(db);
});

test("whose worker hangs is ended by the watchdog, and says so with what was mended", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  await spoil();
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { signs } = await check();
  await spoil();
  const { result } = await check((sign) => {
    const worker = HereWorker.all.at(-1);
    if (sign !== signs || !worker) return;
    // Nothing more is heard of it.
    worker.onmessage = null;
    vi.advanceTimersByTime(PATIENCE.savingMs);
  });
  expect(result).toEqual({ kind: "failed", mended: FAULTS, sentence: t("healthSilent") });
  expect(HereWorker.all.at(-1)?.isTerminated).toBe(true);
  vi.useRealTimers();
  expect((await whole())?.kind).toBe("clean");
});

test("whose worker breaks says so, and the next one is another worker", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const { signs } = await check();
  await spoil();
  const { result } = await check((sign) => {
    if (sign === Math.floor(signs / 2)) HereWorker.all.at(-1)?.onerror?.();
  });
  expect(result).toEqual({ kind: "failed", mended: expect.any(Number), sentence: t("exchange_failed") });
  expect(["clean", "differences"]).toContain((await whole())?.kind);
  expect(await whole()).toMatchObject({ kind: "clean" });
  expect(new Set(HereWorker.all).size).toBe(4);
});

test("says so where the browser closed the connection of its worker", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  await spoil();
  const { result } = await check((sign) => {
    if (sign === 5) void forceClose(under.db);
  });
  expect(result).toEqual({ kind: "failed", mended: 0, sentence: t("trouble_connectionLost") });
});

/** Somebody else has the second record for himself, as with a long copying. @returns gives it free */
async function lockedByOthers(): Promise<() => Promise<void>> {
  let free = (): void => {};
  const held = files.lock("exclusive", () => new Promise<void>((resolve) => (free = resolve)));
  return async () => {
    free();
    await held;
  };
}

/** Begins a check, and waits until it asks for the lock, at its end. */
async function untilLocked(): Promise<void> {
  const lock = vi.spyOn(files, "lock");
  control.onCheck();
  await vi.waitFor(() => expect(lock).toHaveBeenCalled(), { interval: 1 });
}

test("stopped while others hold the second record it ends at once, and says what was mended", async () => {
  await spoil();
  const free = await lockedByOthers();
  await untilLocked();
  control.onStop();
  await ended();
  expect(control.current().result).toEqual({ kind: "stopped", mended: FAULTS, left: 0 });
  await free();
  expect((await whole())?.kind).toBe("clean");
});

test("is not ended while it waits for others to give the second record free", async () => {
  await spoil();
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const free = await lockedByOthers();
  await untilLocked();
  vi.advanceTimersByTime(3 * PATIENCE.savingMs);
  await free();
  await ended();
  expect(control.current().result).toEqual({ kind: "differences", mended: FAULTS, left: 0 });
});

test("what others note after its page has gone is not overwritten by what it was writing", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  let go = (): void => {};
  const { write } = files;
  const isAsked = new Promise<void>((asked) => {
    browser.files = {
      ...files,
      write: async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
        if (name === "health.json") {
          asked();
          await new Promise<void>((resolve) => (go = resolve));
        }
        await write(name, bytes);
      },
    };
  });
  control.onCheck();
  await isAsked;
  control.onLeave();
  await ended();
  const noted = note(files, { fileAtMs: 12_345, copyDay: 20_000 });
  go();
  await noted;
  expect(await readNoted(files)).toMatchObject({ fileAtMs: 12_345, copyDay: 20_000, selfTest: { found: 0 } });
});

test("that fails in the middle of a step says what was mended in that", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const row = await db.get("events", 1);
  await db.put("events", { ...row, atMs: "then" } as unknown as NonNullable<typeof row>, 1);
  browser.files = { ...files, list: () => Promise.reject(new DOMException("refused", "NotAllowedError")) };
  expect(await whole()).toEqual({ kind: "failed", mended: 1, sentence: t("inPart_notSaved") });
  browser.files = files;
  expect((await whole())?.kind).toBe("clean");
});

test("says that the disk is full where the second record finds no room", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const [segment] = [...files.content.keys()].filter((name) => name.startsWith("segment-"));
  files.content.delete(segment ?? "");
  const write = () => Promise.reject(new DOMException("no room", "QuotaExceededError"));
  browser.files = { ...files, write };
  expect(await whole()).toEqual({ kind: "failed", mended: 0, sentence: t("inPart_diskFull") });
});
