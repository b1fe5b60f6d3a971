/** What the page says after taking a file back was stopped, or failed, somewhere on the way. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ProblemKey } from "../../../../src/exchange/problem.ts";
import { CancelledError, type JobClient, JobError } from "../../../../src/jobs/client.ts";
import type { LastRestore, Preview } from "../../../../src/jobs/messages.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type BackupControl, backupControl } from "../../../../src/session/options/backup.ts";
import { lastFile } from "../../../support/files/last-file.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => null }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.2.3" }));

const LAST = lastFile();
const STOPPED = new CancelledError();
const failedWith = (key: ProblemKey) => new JobError({ key, arguments: [] });

const inspect = vi.fn<JobClient["inspect"]>();
const takeBack = vi.fn<JobClient["takeBack"]>();
const keepRest = vi.fn<JobClient["keepRest"]>();
const lastRestore = vi.fn<JobClient["lastRestore"]>();
const cancel = vi.fn<JobClient["cancel"]>();
const onRestored = vi.fn<() => Promise<void>>();
const announce = vi.fn<() => void>();
let control: BackupControl;

beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const page = stubPage();
  lastRestore.mockResolvedValue(LAST);
  onRestored.mockResolvedValue();
  inspect.mockResolvedValue({ decks: [] } as unknown as Preview);
  const client = {
    exportFile: vi.fn<JobClient["exportFile"]>(),
    inspect,
    restore: vi.fn<JobClient["restore"]>(),
    takeBack,
    keepRest,
    lastRestore,
    cancel,
  };
  control = backupControl(
    client,
    onRestored,
    async () => {},
    announce,
    async () => [],
  );
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
    const left = { ...LAST, isBegun: true, undone: 4, left: 3, isUnreadable: false };
    expect(await ends(error, left)).toMatchObject({ result: { kind, inPart: true }, lastRestore: left });
    // What is shown is read again.
    expect(onRestored).toHaveBeenCalledTimes(2);
  });

  test("is that all was taken back, where only the answer had not come yet", async () => {
    const { result, lastRestore: left } = await ends(STOPPED, null);
    expect(result).toEqual({ kind: "takenBack", takenBack: null, unreadable: 0, idle: 0 });
    expect(left).toBeNull();
  });

  test("is that another page was faster, where another file came meanwhile", async () => {
    expect((await ends(STOPPED, { ...LAST, atMs: 6 })).result).toEqual({ kind: "overtaken" });
  });

  test("is that nothing was changed, where the rest of a file was to go and none of that went", async () => {
    const left = { ...LAST, isBegun: true, undone: 4, left: 3, isUnreadable: false, decks: 2 };
    await ends(STOPPED, left);
    expect((await ends(STOPPED, { ...left })).result).toEqual({ kind: "stopped" });
    // Decks go last, and are no entries.
    expect((await ends(STOPPED, { ...left, decks: 1 })).result).toEqual({ kind: "stopped", inPart: true });
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

/** Keeps the rest of a file that was taken back in part. */
async function keeps(): Promise<void> {
  await ends(STOPPED, IN_PART);
  onRestored.mockClear();
  announce.mockClear();
  control.onKeepRest();
  await idle();
}
const IN_PART = { ...LAST, isBegun: true, undone: 4, left: 3, isUnreadable: false };

describe("the rest of it is kept", () => {
  test("and nothing can be taken back any more", async () => {
    keepRest.mockImplementationOnce(async () => {
      lastRestore.mockResolvedValue(null);
      return true;
    });
    await keeps();
    expect(keepRest).toHaveBeenCalledExactlyOnceWith(LAST.atMs);
    expect(control.current()).toMatchObject({ result: { kind: "restKept" }, lastRestore: null, work: null });
    expect(onRestored).toHaveBeenCalledTimes(1);
  });

  test("but not where another page was faster, which is said", async () => {
    keepRest.mockResolvedValueOnce(false);
    await keeps();
    expect(control.current().result).toEqual({ kind: "overtaken" });
  });

  test("also where that was ended before its answer came, and other pages hear of it", async () => {
    keepRest.mockImplementationOnce(async () => {
      lastRestore.mockResolvedValue(null);
      throw STOPPED;
    });
    await keeps();
    expect(control.current()).toMatchObject({ result: { kind: "restKept" }, lastRestore: null });
    expect(announce).toHaveBeenCalledTimes(1);
  });

  test("and not where that was ended before it was written", async () => {
    keepRest.mockRejectedValueOnce(failedWith("trouble_diskFull"));
    await keeps();
    const result = { kind: "failed", sentence: t("trouble_diskFull") };
    expect(control.current()).toMatchObject({ result, lastRestore: IN_PART });
  });

  test("and a file that waits for it is looked at again", async () => {
    keepRest.mockResolvedValueOnce(true);
    await ends(STOPPED, IN_PART);
    control.onChooseFile(new File(["{}"], "osteon.json"));
    await idle();
    inspect.mockClear();
    control.onKeepRest();
    await idle();
    expect(inspect).toHaveBeenCalledTimes(1);
    expect(control.current().preview).not.toBeNull();
  });
});
