import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Health } from "../../../../src/copies/record/health.ts";
import { borrowed } from "../../../../src/jobs/borrow.ts";
import { CancelledError, type JobClient, JobError } from "../../../../src/jobs/client.ts";
import type { CheckResult } from "../../../../src/jobs/messages.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type HealthControl, healthControl } from "../../../../src/session/options/health.ts";
import { deleteDatabase } from "../../../support/database/db-steps.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

const NOTHING: CheckResult = { events: 12, cards: 5, mended: 0, left: 0, isWhole: true };
const HEALTH: Health = {
  events: 12,
  newer: 1,
  unreadable: 0,
  stranded: 0,
  nowMs: 0,
  corrected: null,
  copiedAtMs: null,
  fileAtMs: null,
  copyTooLarge: false,
  copyBeyond: null,
  selfTest: null,
  upgrade: "verified",
};

const copies = vi.hoisted(() => ({ readHealth: vi.fn() }));
vi.mock("../../../../src/copies/record/health.ts", () => copies);
vi.mock("../../../../src/platform/record/files.ts", async () => {
  const files = (await import("../../../support/places/memory-files.ts")).memoryFiles();
  await files.write("a", new Uint8Array());
  return { recordFiles: async () => files };
});
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.0.0" }));
vi.mock("../../../../src/platform/downloads.ts", () => import("../../../support/session/no-downloads.ts"));

let under: BaseUnderTest;
let control: HealthControl;
const onWritten = vi.fn<() => Promise<void>>();
const client = { check: vi.fn<JobClient["check"]>(), cancel: vi.fn<JobClient["cancel"]>() };

beforeEach(async () => {
  stubPage();
  vi.spyOn(console, "error").mockImplementation(() => {});
  copies.readHealth.mockReset().mockResolvedValue(HEALTH);
  client.check.mockReset();
  client.cancel.mockReset();
  onWritten.mockReset().mockResolvedValue();
  under = await optionsUnderTest();
  control = healthControl(under.base, client, onWritten);
  await vi.waitFor(() => expect(control.current().health).not.toBeNull(), { interval: 1 });
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("of two readings the last state stays, whichever ends last", async () => {
  let letOn = (_: Health): void => {};
  const first = new Promise<Health>((resolve) => {
    letOn = resolve;
  });
  copies.readHealth.mockReturnValueOnce(first).mockResolvedValue({ ...HEALTH, events: 14 });
  const readings = [control.reload(), control.reload()];
  letOn({ ...HEALTH, events: 13 });
  await Promise.all(readings);
  expect(control.current().health).toMatchObject({ events: 14 });
});

test("nothing is compared before what this page has written is in the journal", async () => {
  let isWritten = false;
  vi.spyOn(under.base.guarded, "journaled").mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    isWritten = true;
  });
  client.check.mockImplementation(async () => {
    expect(isWritten).toBe(true);
    return NOTHING;
  });
  control.onCheck();
  await ended();
  expect(control.current().result).toMatchObject({ kind: "clean" });
});

const ended = (): Promise<void> => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });

/** Checks everything, and waits until that is over. */
async function check(found: Partial<CheckResult>): Promise<void> {
  client.check.mockResolvedValueOnce({ ...NOTHING, ...found });
  control.onCheck();
  expect(control.current().work).toEqual({ kind: "check", done: 0, total: 0 });
  await ended();
}

/** A check whose worker has mended so many differences when it ends like this. */
async function checkEndingWith(mended: number, error: Error): Promise<void> {
  client.check.mockImplementationOnce(async (_lent, onProgress) => {
    onProgress?.({ done: 3, total: 8 }, mended);
    throw error;
  });
  control.onCheck();
  await ended();
}

const silent = (): JobError => new JobError({ key: "exchange_silent", arguments: [] });

describe("the health of the data", () => {
  test("is read with what the browser has promised", () => {
    expect(control.current()).toEqual({ health: { ...HEALTH, persisted: true }, work: null, result: null });
  });

  test("is clean where nothing was found, and then nobody has to look again", async () => {
    await check({});
    expect(control.current().result).toEqual({ kind: "clean", events: 12, cards: 5 });
    expect(under.announce).not.toHaveBeenCalled();
    expect(onWritten).not.toHaveBeenCalled();
    // What the worker holds of the log goes with it.
    expect(client.cancel).toHaveBeenCalledTimes(1);
  });

  test("is mended only as far as something was", async () => {
    await check({ mended: 2, left: 1 });
    expect(control.current().result).toEqual({ kind: "differences", mended: 2, left: 1 });
    expect(under.announce).toHaveBeenCalledTimes(1);
    // And what else this page shows is read again.
    expect(onWritten).toHaveBeenCalledTimes(1);
    await check({ left: 1 });
    expect(control.current().result).toEqual({ kind: "differences", mended: 0, left: 1 });
    expect(under.announce).toHaveBeenCalledTimes(1);
    expect(onWritten).toHaveBeenCalledTimes(1);
  });

  test("tells how far its check has come, and asks it to end where the user stops it", async () => {
    const far: unknown[] = [];
    const ends = control.subscribe(() => far.push(control.current().work));
    client.check.mockImplementationOnce(async (lent, onProgress) => {
      const { goOn } = borrowed(lent);
      onProgress?.({ done: 3, total: 8 }, 1);
      expect(goOn()).toBe(true);
      control.onStop();
      await vi.waitFor(() => expect(goOn()).toBe(false), { interval: 1 });
      // It is not ended: only the worker knows what its last step has mended.
      expect(client.cancel).not.toHaveBeenCalled();
      return { events: 3, cards: 0, mended: 2, left: 1, isWhole: false };
    });
    control.onCheck();
    await ended();
    ends();
    expect(far).toContainEqual({ kind: "check", done: 3, total: 8 });
    expect(control.current().result).toEqual({ kind: "stopped", mended: 2, left: 1 });
    expect(under.announce).toHaveBeenCalledTimes(1);
    // The next one has not been stopped.
    client.check.mockImplementationOnce(async (lent) => {
      const { goOn, place } = borrowed(lent);
      // What was said before this has come by now.
      expect(await place?.list()).toEqual(["a"]);
      expect(goOn()).toBe(true);
      return NOTHING;
    });
    control.onCheck();
    await ended();
    expect(control.current().result).toMatchObject({ kind: "clean" });
  });

  test("is not checked to its end where the user stops it before the worker was asked", async () => {
    client.check.mockImplementationOnce(async (lent) => {
      const { goOn } = borrowed(lent);
      await vi.waitFor(() => expect(goOn()).toBe(false), { interval: 1 });
      return { ...NOTHING, events: 0, cards: 0, isWhole: false };
    });
    control.onCheck();
    control.onStop();
    await ended();
    expect(control.current().result).toEqual({ kind: "stopped", mended: 0, left: 0 });
  });

  test("is checked by one worker at a time", async () => {
    client.check.mockResolvedValue(NOTHING);
    control.onCheck();
    control.onCheck();
    control.onCorrectClock();
    await ended();
    expect(client.check).toHaveBeenCalledTimes(1);
  });

  test("that cannot be read again leaves nothing busy, and the result of the work stands", async () => {
    copies.readHealth.mockRejectedValue(new DOMException("The disk cannot be read.", "UnknownError"));
    await check({});
    expect(control.current()).toMatchObject({ health: null, result: { kind: "clean" } });
  });

  test.each<[string, Error, string]>([
    ["hangs", silent(), t("healthSilent")],
    ["breaks", new JobError({ key: "exchange_failed", arguments: [] }), t("exchange_failed")],
    ["finds the disk full", new JobError({ key: "trouble_diskFull", arguments: [] }), t("inPart_diskFull")],
    ["cannot write", new JobError({ key: "trouble_notSaved", arguments: [] }), t("inPart_notSaved")],
  ])("says why where a worker %s, and what it had mended", async (_, error, sentence) => {
    await checkEndingWith(2, error);
    expect(control.current().result).toEqual({ kind: "failed", mended: 2, sentence });
    // Its last step may have mended something that it could not tell of: so others look again whatever it said.
    expect(under.announce).toHaveBeenCalledTimes(1);
    expect(onWritten).toHaveBeenCalledTimes(1);
    await checkEndingWith(0, error);
    expect(control.current().result).toEqual({ kind: "failed", mended: 0, sentence });
    expect(under.announce).toHaveBeenCalledTimes(2);
    await check({});
    expect(control.current().result).toMatchObject({ kind: "clean" });
  });

  test("says what was mended where the rest of the page cannot be read behind it", async () => {
    onWritten.mockRejectedValueOnce(new DOMException("The connection was closed.", "InvalidStateError"));
    await check({ mended: 2 });
    expect(control.current()).toMatchObject({ result: { kind: "differences", mended: 2 }, work: null });
  });

  test("does not say that nothing was changed where another worker could not go on with what was mended", async () => {
    vi.spyOn(under.base, "repeat").mockImplementation((work) => work().catch(work));
    client.check.mockImplementationOnce(async (_lent, onProgress) => {
      onProgress?.({ done: 3, total: 8 }, 2);
      throw new JobError({ key: "trouble_connectionLost", arguments: [] });
    });
    const lost = new DOMException("The connection was closed.", "InvalidStateError");
    vi.spyOn(under.base.guarded, "journaled").mockResolvedValueOnce().mockRejectedValueOnce(lost);
    control.onCheck();
    await ended();
    expect(control.current().result).toEqual({ kind: "failed", mended: 2, sentence: t("inPart_notSaved") });
  });

  test("says all that was mended where the browser closed the connection, and another worker goes on", async () => {
    vi.spyOn(under.base, "repeat").mockImplementation((work) => work().catch(work));
    client.check.mockImplementationOnce(async (_lent, onProgress) => {
      onProgress?.({ done: 3, total: 8 }, 2);
      throw new JobError({ key: "trouble_connectionLost", arguments: [] });
    });
    await check({ mended: 1 });
    expect(control.current().result).toEqual({ kind: "differences", mended: 3, left: 0 });
    await check({});
    expect(control.current().result).toMatchObject({ kind: "clean" });
  });

  test("ends a check with its page, wherever that stands", async () => {
    let cancelled = (_: Error): void => {};
    client.cancel.mockImplementation(() => cancelled(new CancelledError()));
    client.check.mockImplementationOnce((_lent, onProgress) => {
      onProgress?.({ done: 3, total: 8 }, 1);
      return new Promise((_, reject) => {
        cancelled = reject;
      });
    });
    control.onCheck();
    await vi.waitFor(() => expect(control.current().work).toMatchObject({ done: 3 }), { interval: 1 });
    control.onLeave();
    await ended();
    // Where the browser shows the page once more.
    expect(control.current().result).toEqual({ kind: "stopped", mended: 1, left: 0 });
    expect(under.announce).toHaveBeenCalledTimes(1);
  });

  test("says so where it cannot even be begun", async () => {
    client.check.mockRejectedValueOnce(new DOMException("no room", "QuotaExceededError"));
    control.onCheck();
    await ended();
    expect(control.current().result).toEqual({ kind: "failed", mended: 0, sentence: t("trouble_diskFull") });
  });
});
