/** What the page says after taking a file back was stopped, or failed, somewhere on the way. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ProblemKey } from "../../../../src/exchange/problem.ts";
import { CancelledError, type JobClient, JobError } from "../../../../src/jobs/client.ts";
import type { LastRestore, Preview } from "../../../../src/jobs/messages.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type BackupControl, backupControl } from "../../../../src/session/options/backup.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => null }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.2.3" }));

const LAST = { atMs: 5, added: 7, takenBack: 0, othersTakenBack: 0, isBegun: false, undone: 0 };
const STOPPED = new CancelledError();
const failedWith = (key: ProblemKey) => new JobError({ key, arguments: [] });

const takeBack = vi.fn<JobClient["takeBack"]>();
const lastRestore = vi.fn<JobClient["lastRestore"]>();
const readDecks = vi.fn<() => Promise<readonly string[]>>();
const cancel = vi.fn<JobClient["cancel"]>();
const onRestored = vi.fn<() => Promise<void>>();
const announce = vi.fn<() => void>();
let control: BackupControl;

beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const page = stubPage();
  lastRestore.mockResolvedValue(LAST);
  onRestored.mockResolvedValue();
  readDecks.mockResolvedValue([]);
  const client = {
    exportFile: vi.fn<JobClient["exportFile"]>(),
    inspect: vi.fn<JobClient["inspect"]>(async () => ({ decks: [] }) as unknown as Preview),
    restore: vi.fn<JobClient["restore"]>(),
    takeBack,
    lastRestore,
    cancel,
  };
  control = backupControl(client, onRestored, async () => {}, announce, readDecks);
  page.rest();
  await vi.waitFor(() => expect(control.current().lastRestore).toEqual(LAST), { interval: 1 });
});

afterEach(() => {
  vi.resetAllMocks();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const idle = (): Promise<void> => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });

/** Takes the file back, which ends so. @param left what can be taken back after it */
async function ends(error: Error, left: LastRestore = LAST) {
  takeBack.mockRejectedValueOnce(error);
  lastRestore.mockResolvedValue(left);
  control.onTakeBack();
  await idle();
  return control.current();
}

describe("what is said", () => {
  test.each([
    ["stopped", STOPPED],
    ["failed", failedWith("exchange_failed")],
  ] as const)("is how far it came, where it was %s", async (kind, error) => {
    const untouched = await ends(error);
    expect(untouched.result).toMatchObject({ kind });
    expect(untouched.result).not.toHaveProperty("inPart");
    const left = { ...LAST, isBegun: true, undone: 4 };
    expect(await ends(error, left)).toMatchObject({ result: { kind, inPart: true }, lastRestore: left });
    // What is shown is read again.
    expect(onRestored).toHaveBeenCalledTimes(2);
  });

  test("is that all was taken back, where only the answer had not come yet", async () => {
    const { result, lastRestore: left } = await ends(STOPPED, null);
    expect(result).toEqual({ kind: "takenBack", takenBack: null, unreadable: 0 });
    expect(left).toBeNull();
  });

  test("is not that nothing was changed, where another file came meanwhile", async () => {
    expect((await ends(STOPPED, { ...LAST, atMs: 6 })).result).toEqual({ kind: "stopped", inPart: true });
  });

  test("is not that nothing was changed, where nobody knows how far it came", async () => {
    lastRestore.mockReset().mockRejectedValue(failedWith("trouble_databaseUnreadable"));
    takeBack.mockRejectedValueOnce(STOPPED);
    control.onTakeBack();
    await idle();
    expect(control.current().result).toEqual({ kind: "stopped", inPart: true });
  });

  test("waits for how far it came, where the page cannot be read again", async () => {
    let answer = (_: LastRestore): void => {};
    lastRestore.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    onRestored.mockRejectedValueOnce(new Error("the disk cannot be read"));
    takeBack.mockRejectedValueOnce(STOPPED);
    control.onTakeBack();
    await vi.waitFor(() => expect(console.error).toHaveBeenCalled(), { interval: 1 });
    expect(control.current().result).toBeNull();
    answer({ ...LAST, isBegun: true, undone: 4 });
    await idle();
    expect(control.current().result).toEqual({ kind: "stopped", inPart: true });
  });

  test.each([
    ["trouble_diskFull", "inPart_diskFull"],
    ["trouble_notSaved", "inPart_notSaved"],
  ] as const)("of %s is not that nothing was saved, where a part was", async (key, inPart) => {
    expect((await ends(failedWith(key))).result).toEqual({ kind: "failed", sentence: t(key) });
    const { result } = await ends(failedWith(key), { ...LAST, isBegun: true, undone: 4 });
    expect(result).toEqual({ kind: "failed", sentence: t(inPart), inPart: true });
    expect(t(inPart)).not.toMatch(/nothing/u);
  });

  test("meanwhile is not that all is written, and no other press of Stop ends the question how far it came", async () => {
    const during: unknown[] = [];
    onRestored.mockImplementationOnce(async () => {
      during.push(control.current().refreshing);
      control.onStop();
    });
    await ends(STOPPED);
    expect(during).toEqual(["ended"]);
    expect(control.current().refreshing).toBeNull();
    expect(cancel).not.toHaveBeenCalled();
  });
});

test("other pages hear of it, since the worker that was ended could not tell them", async () => {
  await ends(STOPPED, { ...LAST, isBegun: true, undone: 4 });
  expect(announce).toHaveBeenCalledTimes(1);
});

test.each([
  ["stopped", STOPPED, false],
  ["silent", failedWith("exchange_silent"), false],
  ["only without room", failedWith("trouble_diskFull"), true],
])("a chosen file is offered as long as the worker holds it: it was %s", async (_, error, isHeld) => {
  control.onChooseFile(new File(["{}"], "osteon.json"));
  await idle();
  expect(control.current().preview).not.toBeNull();
  expect((await ends(error)).preview !== null).toBe(isHeld);
});

test("Stop holds also while this page reads its decks before it", async () => {
  let go = (_: readonly string[]): void => {};
  const reading = new Promise<readonly string[]>((resolve) => {
    go = resolve;
  });
  readDecks.mockReturnValueOnce(reading);
  control.onTakeBack();
  await vi.waitFor(() => expect(readDecks).toHaveBeenCalled(), { interval: 1 });
  control.onStop();
  go([]);
  await idle();
  expect(control.current().result).toEqual({ kind: "stopped" });
  expect(takeBack).not.toHaveBeenCalled();
});
