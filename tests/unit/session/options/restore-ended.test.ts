/** What the page says where bringing a file in was stopped, or failed, and all of it may be here already. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ProblemKey } from "../../../../src/exchange/problem.ts";
import { CancelledError, type JobClient, JobError } from "../../../../src/jobs/client.ts";
import type { LastRestore, Preview } from "../../../../src/jobs/messages.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type BackupControl, backupControl } from "../../../../src/session/options/backup.ts";
import { hasCome } from "../../../../src/session/options/has-come.ts";
import { lastFile } from "../../../support/files/last-file.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => null }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.2.3" }));
vi.mock("../../../../src/platform/files.ts", () => ({ offerDownload: () => {} }));

const BEFORE = lastFile();
const AFTER = lastFile({ atMs: 6, added: 3, takenBack: 2 });
const STOPPED = new CancelledError();
const failedWith = (key: ProblemKey) => new JobError({ key, arguments: [] });
const UPDATE = { id: "mine", title: "Mine", cards: 3, what: "update" } as const;

const inspect = vi.fn<JobClient["inspect"]>();
const restore = vi.fn<JobClient["restore"]>();
const lastRestore = vi.fn<JobClient["lastRestore"]>();
const cancel = vi.fn<JobClient["cancel"]>();
const onRestored = vi.fn<() => Promise<void>>();
const readDecks = vi.fn<() => Promise<readonly string[]>>();
const announce = vi.fn<() => void>();
let control: BackupControl;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  stubPage();
  lastRestore.mockResolvedValue(BEFORE);
  onRestored.mockResolvedValue();
  readDecks.mockResolvedValue(["mine 1"]);
  const exportFile = vi.fn<JobClient["exportFile"]>(async () => new Blob(["{}"]));
  const [takeBack, keepRest] = [vi.fn<JobClient["takeBack"]>(), vi.fn<JobClient["keepRest"]>()];
  const client = { exportFile, inspect, restore, takeBack, keepRest, lastRestore, cancel };
  control = backupControl(client, onRestored, async () => {}, announce, readDecks);
});

afterEach(() => {
  vi.resetAllMocks();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const idle = (): Promise<void> => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });

/** Brings a file in, which ends so. @param does what happens here meanwhile */
async function ends(error: Error, does = (): void => {}, decks: Preview["decks"] = []) {
  inspect.mockResolvedValueOnce({ decks, merge: { settings: [], plans: [] } } as unknown as Preview);
  control.onChooseFile(new File(["{}"], "osteon.json"));
  await idle();
  restore.mockImplementationOnce(async () => {
    does();
    throw error;
  });
  control.onConfirm({ mode: "merge", withSettings: false });
  await idle();
  return control.current();
}
const leaves = (last: LastRestore) => (): void => void lastRestore.mockResolvedValue(last);

const IN_PART = { ...BEFORE, isBegun: true, undone: 5, left: 2, isUnreadable: true };
test.each([
  ["taken back to its end", STOPPED, null],
  ["taken back but for one", failedWith("backup_lastInPart"), { ...IN_PART, undone: 6, left: 1 }],
] as const)(
  "a rest that was mended and %s is not said to be unchanged, and other pages hear of it",
  async (_, error, then) => {
    lastRestore.mockResolvedValue(IN_PART);
    const { result, lastRestore: left } = await ends(error, leaves(then));
    expect(result).toMatchObject({ inPart: true });
    expect(left).toEqual(then);
    expect(announce).toHaveBeenCalledTimes(1);
  },
);

describe.each([
  ["stopped", STOPPED],
  ["failed", failedWith("exchange_failed")],
] as const)("a file that was %s", (kind, error) => {
  test("and has come is said to be here, with its numbers; other pages hear of it, and this one is read again", async () => {
    const { result, lastRestore: left, preview, canLookAgain } = await ends(error, leaves(AFTER));
    expect(result).toMatchObject({ kind: "restored", added: 3, takenBack: 2, decks: 0 });
    expect(left).toEqual(AFTER);
    expect([preview, canLookAgain]).toEqual([null, false]);
    expect(announce).toHaveBeenCalledTimes(1);
    expect(onRestored).toHaveBeenCalledTimes(1);
  });

  test.each([[BEFORE], [null]])("and has not come changed nothing, where %j was kept before", async (before) => {
    lastRestore.mockResolvedValue(before);
    const { result, lastRestore: left } = await ends(error);
    expect(result).toEqual(kind === "stopped" ? { kind } : { kind, sentence: t("exchange_failed") });
    expect(left).toEqual(before);
    expect(announce).not.toHaveBeenCalled();
    expect(onRestored).not.toHaveBeenCalled();
  });

  test("and has not come is not said to be here since another page takes the file before back, or has done so", async () => {
    expect((await ends(error, leaves({ ...BEFORE, isBegun: true, undone: 4 }))).result).toMatchObject({ kind });
    expect((await ends(error, leaves(null))).result).toMatchObject({ kind });
  });

  test("and of which nobody knows claims neither", async () => {
    const { result } = await ends(error, () => lastRestore.mockRejectedValue(failedWith("trouble_databaseUnreadable")));
    expect(result).toMatchObject({ kind, isUnknown: true });
    expect(announce).toHaveBeenCalledTimes(1);
    expect(onRestored).toHaveBeenCalledTimes(1);
  });
});

describe("a file with another version of a deck that is here, of which no way back is kept", () => {
  test("is said to be here where the deck is another than before", async () => {
    const comes = (): void => void readDecks.mockResolvedValue(["mine 2"]);
    const { result } = await ends(STOPPED, comes, [UPDATE]);
    expect(result).toMatchObject({ kind: "restored", added: 0, takenBack: 0, decks: 1 });
    expect(announce).toHaveBeenCalledTimes(1);
  });

  test("changed nothing where it is the same", async () => {
    expect((await ends(STOPPED, undefined, [UPDATE])).result).toEqual({ kind: "stopped" });
  });

  test("changed nothing where another page took a deck of another file back meanwhile", async () => {
    readDecks.mockResolvedValue(["mine 1", "theirs 1"]);
    const takesBack = (): void => {
      lastRestore.mockResolvedValue(null);
      readDecks.mockResolvedValue(["mine 1"]);
    };
    expect((await ends(STOPPED, takesBack, [UPDATE])).result).toEqual({ kind: "stopped" });
    expect(announce).not.toHaveBeenCalled();
  });

  test("claims neither where the decks cannot be read", async () => {
    const fails = (): void => void readDecks.mockRejectedValue(new Error("the disk cannot be read"));
    expect((await ends(STOPPED, fails, [UPDATE])).result).toEqual({ kind: "stopped", isUnknown: true });
    // Of another one the kept way back says it.
    expect((await ends(STOPPED, fails)).result).toEqual({ kind: "stopped" });
  });
});

test("what is kept is asked for when the file comes: this page may have seen none, or another one", async () => {
  expect(control.current().lastRestore).toBeNull();
  await ends(STOPPED);
  lastRestore.mockResolvedValue(AFTER);
  expect((await ends(STOPPED)).result).toEqual({ kind: "stopped" });
});

test("a full disk is not said to have saved nothing, where nobody knows", async () => {
  const { result } = await ends(failedWith("trouble_diskFull"), () => lastRestore.mockRejectedValue(STOPPED));
  expect(result).toEqual({ kind: "failed", sentence: t("inPart_diskFull"), isUnknown: true });
});

test("no other press of Stop ends the question what has come", async () => {
  const during: unknown[] = [];
  await ends(STOPPED, () => {
    lastRestore.mockImplementationOnce(async () => {
      during.push(control.current().refreshing);
      control.onStop();
      return AFTER;
    });
  });
  expect(during).toEqual(["ended"]);
  expect(cancel).not.toHaveBeenCalled();
});

test("a file that was looked at is kept where the worker still holds it, and nothing has come", async () => {
  expect((await ends(failedWith("trouble_diskFull"))).preview).not.toBeNull();
  expect(await ends(STOPPED)).toMatchObject({ preview: null, canLookAgain: true });
});

test("a file of decks alone that came as usual tells how many there were", async () => {
  inspect.mockResolvedValueOnce({ decks: [UPDATE, { ...UPDATE, what: "known" }], merge: {} } as unknown as Preview);
  control.onChooseFile(new File(["{}"], "osteon.json"));
  await idle();
  restore.mockResolvedValueOnce({
    added: 0,
    mended: 0,
    known: 0,
    decks: 1,
    takenBack: 0,
    othersTakenBack: 0,
    canTakeBack: false,
  });
  control.onConfirm({ mode: "replace", withSettings: false });
  await idle();
  expect(control.current().result).toMatchObject({ kind: "restored", decks: 1 });
});

test.each([[null], [BEFORE]])(
  "a file that came after %j has come, though another page has begun to take it back since",
  (before) => {
    const last = { ...AFTER, isBegun: true };
    const file = { decks: [] } as unknown as Preview;
    const come = hasCome(file, { last: before, decks: [] }, { last, decks: [] });
    expect(come).toMatchObject({ added: AFTER.added, takenBack: AFTER.takenBack, canTakeBack: true });
  },
);

test("where replacing would take back more than was told, the file is looked at anew, and the question asked again", async () => {
  const told = { decks: [], merge: {}, here: 1 } as unknown as Preview;
  inspect.mockResolvedValueOnce(told).mockResolvedValueOnce({ ...told, here: 2 });
  control.onChooseFile(new File(["{}"], "osteon.json"));
  await idle();
  restore.mockRejectedValueOnce(failedWith("backup_takesMore"));
  control.onConfirm({ mode: "replace", withSettings: false });
  await idle();
  expect(inspect).toHaveBeenCalledTimes(2);
  const result = { kind: "failed", sentence: t("backup_takesMore") };
  expect(control.current()).toMatchObject({ result, preview: { here: 2 }, lastRestore: BEFORE });
  expect(announce).not.toHaveBeenCalled();
});
