import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { outsideText } from "../../../../src/core/outside-text.ts";
import type { FileChanges } from "../../../../src/exchange/changes/file-changes.ts";
import { CancelledError, type JobClient, JobError } from "../../../../src/jobs/client.ts";
import type { Preview } from "../../../../src/jobs/messages.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type BackupControl, backupControl } from "../../../../src/session/options/backup.ts";
import type { RestoreChoice } from "../../../../src/session/options/file-preview.ts";
import { lastFile } from "../../../support/files/last-file.ts";
import { NONE_SET } from "../../../support/files/none-set.ts";
import { type PageStub, stubPage } from "../../../support/session/page-stub.ts";

const files = vi.hoisted(() => ({ offered: [] as string[] }));
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => null }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.2.3" }));
vi.mock("../../../../src/platform/files.ts", () => ({
  offerDownload: (_: Blob, name: string) => files.offered.push(name),
}));

const CHANGES: FileChanges = {
  startCounting: 1,
  stopCounting: 0,
  beforeReset: 0,
  moveDay: 0,
  inFuture: 0,
  cards: 1,
  settings: [],
  plans: [],
  switches: [],
  touchesExisting: false,
};
const PREVIEW: Preview = {
  origin: "backup",
  exportedAtMs: 1,
  added: 1,
  again: 0,
  ...{ known: 0, twins: 0, mended: 0, conflicting: 0 },
  addedOfKind: {},
  othersTakenBack: 0,
  fromNewer: 0,
  withoutSettings: { added: 1, addedOfKind: {}, again: 0, othersTakenBack: 0, fromNewer: 0, inFuture: 0 },
  merge: CHANGES,
  replace: { ...CHANGES, touchesExisting: true, ending: NONE_SET, returning: NONE_SET },
  here: 2_998,
  afterTakingBack: { merge: 3_000, replace: 3_004 },
  resets: 0,
  decks: [],
  foreignNotes: 0,
  leftOut: { reviews: 0, cards: 0 },
  byHand: 0,
};
const RESTORED = { added: 1, mended: 0, known: 0, decks: 0, takenBack: 0, othersTakenBack: 0, canTakeBack: true };
const MERGE: RestoreChoice = { mode: "merge", withSettings: false };

let page: PageStub;
let client: { [K in keyof JobClient]: ReturnType<typeof vi.fn<JobClient[K]>> };
let onRestored: ReturnType<typeof vi.fn<() => Promise<void>>>;
let onSaved: ReturnType<typeof vi.fn<() => Promise<void>>>;
let announce: ReturnType<typeof vi.fn<() => void>>;
let control: BackupControl;

const LAST = lastFile();

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  page = stubPage();
  files.offered = [];
  client = {
    exportFile: vi.fn<JobClient["exportFile"]>(async () => new Blob(["{}"])),
    inspect: vi.fn<JobClient["inspect"]>(async () => PREVIEW),
    restore: vi.fn<JobClient["restore"]>(async () => RESTORED),
    takeBack: vi.fn<JobClient["takeBack"]>(async () => ({ takenBack: 1, unreadable: 0 })),
    keepRest: vi.fn<JobClient["keepRest"]>(async () => true),
    lastRestore: vi.fn<JobClient["lastRestore"]>(async () => null),
    fit: vi.fn<JobClient["fit"]>(),
    previewRescheduling: vi.fn<JobClient["previewRescheduling"]>(),
    reschedule: vi.fn<JobClient["reschedule"]>(),
    workload: vi.fn<JobClient["workload"]>(),
    hindcast: vi.fn<JobClient["hindcast"]>(),
    memories: vi.fn<JobClient["memories"]>(),
    exam: vi.fn<JobClient["exam"]>(),
    bringForward: vi.fn<JobClient["bringForward"]>(),
    check: vi.fn<JobClient["check"]>(),
    care: vi.fn<JobClient["care"]>(),
    cancel: vi.fn<JobClient["cancel"]>(),
  };
  onRestored = vi.fn<() => Promise<void>>(async () => {});
  onSaved = vi.fn(async () => {});
  announce = vi.fn<() => void>();
  control = backupControl(client, onRestored, onSaved, announce, async () => []);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const idle = (): Promise<void> => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });

async function choose(preview: Partial<Preview> = {}): Promise<void> {
  client.inspect.mockResolvedValueOnce({ ...PREVIEW, ...preview });
  control.onChooseFile(new File(["{}"], "osteon.json"));
  await idle();
}

describe("a file", () => {
  test("shows what it would bring, and writes nothing before that was confirmed", async () => {
    await choose();
    expect(control.current()).toMatchObject({
      preview: { fileName: outsideText("osteon.json"), added: 1 },
      result: null,
    });
    control.onCancel();
    expect(control.current().preview).toBeNull();
    expect(client.restore).not.toHaveBeenCalled();
  });

  test.each<[string, Partial<Preview>, RestoreChoice, boolean]>([
    ["that only adds", {}, MERGE, false],
    ["that touches what is here", { merge: { ...CHANGES, touchesExisting: true } }, MERGE, true],
    [
      "with another version of a deck that is here",
      { decks: [{ id: "mine", title: "Mine", cards: 3, what: "update" }] },
      MERGE,
      true,
    ],
    ["that replaces what is here", {}, { ...MERGE, mode: "replace" }, true],
    [
      "whose settings replace those here",
      { merge: { ...CHANGES, settings: [{ key: "theme", from: "dark", to: "light" }] } },
      { ...MERGE, withSettings: true },
      true,
    ],
    [
      "whose exam replaces the one here",
      { merge: { ...CHANGES, plans: ["exam"] } },
      { ...MERGE, withSettings: true },
      true,
    ],
    ["whose exam stays in it", { merge: { ...CHANGES, plans: ["exam"] } }, MERGE, false],
  ])("%s is brought in, after a backup where something here would be touched", async (_, preview, choice, backup) => {
    await choose(preview);
    control.onConfirm(choice);
    await idle();
    expect(client.restore).toHaveBeenCalledWith(choice, expect.any(Function));
    expect(files.offered).toHaveLength(backup ? 1 : 0);
    expect(control.current()).toMatchObject({ preview: null, result: { kind: "restored", added: 1 } });
    expect(onRestored).toHaveBeenCalledTimes(1);
  });

  test("tells how many of its decks have come, which another page may have brought before", async () => {
    await choose({ decks: [{ id: "mine", title: "Mine", cards: 3, what: "new" }] });
    client.restore.mockResolvedValueOnce({ ...RESTORED, decks: 0 });
    control.onConfirm(MERGE);
    await idle();
    expect(control.current().result).toMatchObject({ kind: "restored", decks: 0 });
  });

  test("that was brought in stays a success where the page cannot be read again", async () => {
    await choose();
    onRestored.mockRejectedValueOnce(new Error("the disk cannot be read"));
    control.onConfirm(MERGE);
    await idle();
    expect(control.current().result).toMatchObject({ kind: "restored" });
  });

  test("that cannot be used says why, and one that was stopped says that", async () => {
    client.inspect.mockRejectedValueOnce(new JobError({ key: "backup_notJson", arguments: [] }));
    control.onChooseFile(new File([""], "x"));
    await idle();
    expect(control.current().result).toEqual({ kind: "failed", sentence: t("backup_notJson") });
    client.inspect.mockRejectedValueOnce(new CancelledError());
    control.onChooseFile(new File([""], "x"));
    await idle();
    expect(control.current()).toMatchObject({ preview: null, result: { kind: "stopped" } });
  });

  test("that was stopped is found again by one press, be it as it was read or as it came, and after other work as well", async () => {
    client.inspect.mockRejectedValueOnce(new CancelledError());
    control.onChooseFile(new File(["{}"], "osteon.json"));
    await idle();
    expect(control.current()).toMatchObject({ preview: null, canLookAgain: true });
    control.onLookAgain();
    await idle();
    expect(control.current()).toMatchObject({ preview: { added: 1 }, result: null, canLookAgain: false });

    client.restore.mockRejectedValueOnce(new CancelledError());
    control.onConfirm(MERGE);
    await idle();
    expect(control.current()).toMatchObject({ preview: null, result: { kind: "stopped" }, canLookAgain: true });
    control.onLookAgain();
    await idle();
    expect(control.current()).toMatchObject({ preview: { added: 1 }, canLookAgain: false });

    client.exportFile.mockRejectedValueOnce(new CancelledError());
    control.onExport("json", "csv");
    await idle();
    expect(control.current()).toMatchObject({ preview: null, canLookAgain: true });
    control.onLookAgain();
    await idle();
    control.onConfirm(MERGE);
    await idle();
    expect(client.restore).toHaveBeenCalledTimes(2);
    expect(control.current()).toMatchObject({ result: { kind: "restored" }, preview: null, canLookAgain: false });
  });

  test("that cannot be used, was left or has come is not looked at again", async () => {
    const gone = () => expect(control.current()).toMatchObject({ preview: null, canLookAgain: false });
    client.inspect.mockRejectedValueOnce(new JobError({ key: "backup_notJson", arguments: [] }));
    control.onChooseFile(new File([""], "x"));
    await idle();
    gone();
    await choose();
    control.onCancel();
    gone();
    await choose();
    control.onConfirm(MERGE);
    await idle();
    gone();
    client.exportFile.mockRejectedValueOnce(new CancelledError());
    control.onExport("json", "csv");
    await idle();
    gone();
    control.onLookAgain();
    await idle();
    expect(client.inspect).toHaveBeenCalledTimes(3);
  });

  test("that was stopped and then chosen again is one file", async () => {
    client.inspect.mockRejectedValueOnce(new CancelledError());
    control.onChooseFile(new File(["{}"], "osteon.json"));
    await idle();
    await choose({ added: 2 });
    expect(control.current()).toMatchObject({ preview: { added: 2 }, canLookAgain: false });
  });

  test("that cannot replace what is here is kept, and can be added to it", async () => {
    await choose();
    const refused = new JobError({ key: "backup_replaceTogether", arguments: ["24 events"] });
    client.restore.mockRejectedValueOnce(refused);
    control.onConfirm({ mode: "replace", withSettings: false });
    await idle();
    expect(control.current()).toMatchObject({ result: { kind: "failed" }, preview: PREVIEW });
    control.onConfirm(MERGE);
    await idle();
    expect(control.current()).toMatchObject({ result: { kind: "restored" }, preview: null });
  });
});

test("a file that is refused since the last one is taken back in part is kept, and the page shows what it waits for", async () => {
  await choose();
  const last = { ...LAST, isBegun: true, undone: 4, left: 3, isUnreadable: false };
  client.restore.mockImplementationOnce(async () => {
    // Another page has begun it, and was closed.
    client.lastRestore.mockResolvedValue(last);
    throw new JobError({ key: "backup_lastInPart", arguments: [] });
  });
  control.onConfirm(MERGE);
  await idle();
  const result = { kind: "failed", sentence: t("backup_lastInPart") };
  expect(control.current()).toMatchObject({ result, preview: PREVIEW, lastRestore: last });
  client.keepRest.mockImplementationOnce(async () => {
    client.lastRestore.mockResolvedValue(null);
    return true;
  });
  control.onKeepRest();
  await idle();
  expect(control.current()).toMatchObject({ result: { kind: "restKept" }, preview: PREVIEW, lastRestore: null });
  control.onConfirm(MERGE);
  await idle();
  expect(control.current()).toMatchObject({ result: { kind: "restored" }, preview: null });
});

describe("the last file", () => {
  test("is taken back beside the look at another one, which is looked at again then", async () => {
    client.lastRestore.mockResolvedValue(LAST);
    await choose();
    client.inspect.mockResolvedValueOnce({ ...PREVIEW, added: 0, again: 1 });
    control.onTakeBack();
    await idle();
    expect(control.current()).toMatchObject({ result: { kind: "takenBack" }, preview: { added: 0, again: 1 } });
    client.inspect.mockRejectedValueOnce(new JobError({ key: "backup_unreadable", arguments: [] }));
    control.onTakeBack();
    await idle();
    expect(control.current()).toMatchObject({ result: { kind: "takenBack" }, preview: null });
  });

  test("is taken back in part beside the look at another one, which is looked at again then", async () => {
    client.lastRestore.mockResolvedValue(LAST);
    await choose();
    client.takeBack.mockRejectedValueOnce(new JobError({ key: "trouble_diskFull", arguments: [] }));
    client.inspect.mockResolvedValueOnce({ ...PREVIEW, added: 0, again: 1 });
    control.onTakeBack();
    await idle();
    expect(control.current()).toMatchObject({ result: { kind: "failed" }, preview: { added: 0, again: 1 } });
  });

  test("is known when the page has come to rest, and can be taken back", async () => {
    client.lastRestore.mockResolvedValueOnce(LAST);
    expect(client.lastRestore).not.toHaveBeenCalled();
    page.rest();
    await vi.waitFor(() => expect(control.current().lastRestore).toEqual(LAST), {
      interval: 1,
    });
    control.onTakeBack();
    await idle();
    expect(control.current()).toMatchObject({ result: { kind: "takenBack", takenBack: 1 }, lastRestore: null });
    expect(onRestored).toHaveBeenCalledTimes(1);
  });

  test("is asked for again when the page is told to look, once for all who tell it while it has better to do", async () => {
    page.rest();
    await vi.waitFor(() => expect(client.lastRestore).toHaveBeenCalledTimes(1), { interval: 1 });
    const other = lastFile({ atMs: 9, added: 2 });
    client.lastRestore.mockResolvedValue(other);
    const looks = [control.look(), control.look(), control.look()];
    page.rest();
    await Promise.all(looks);
    expect(control.current().lastRestore).toEqual(other);
    expect(client.lastRestore).toHaveBeenCalledTimes(2);
  });

  test("is asked for after work that goes on when the page is told to look", async () => {
    page.rest();
    await vi.waitFor(() => expect(client.lastRestore).toHaveBeenCalledTimes(1), { interval: 1 });
    const other = lastFile({ atMs: 9, added: 2 });
    client.lastRestore.mockResolvedValue(other);
    let save = (): void => {};
    client.exportFile.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          save = () => resolve(new Blob(["{}"]));
        }),
    );
    control.onExport("json", "csv");
    const told = control.look();
    page.rest();
    await told;
    expect(client.lastRestore).toHaveBeenCalledTimes(1);
    save();
    await idle();
    page.rest();
    await vi.waitFor(() => expect(control.current().lastRestore).toEqual(other), { interval: 1 });
  });

  test("is not taken back for another one that came since, which is said", async () => {
    client.lastRestore.mockResolvedValue(LAST);
    await choose();
    client.takeBack.mockResolvedValueOnce(null);
    const other = { ...LAST, atMs: 9 };
    client.lastRestore.mockResolvedValue(other);
    control.onTakeBack();
    await idle();
    expect(client.takeBack).toHaveBeenCalledExactlyOnceWith(LAST.atMs, expect.anything());
    expect(control.current()).toMatchObject({ result: { kind: "overtaken" }, lastRestore: other });
  });

  test("no bar stands at its end while the page is brought up to date after it, which is said", async () => {
    client.lastRestore.mockResolvedValue(LAST);
    page.rest();
    await vi.waitFor(() => expect(control.current().lastRestore).toEqual(LAST), { interval: 1 });
    client.takeBack.mockImplementationOnce(async (_, onProgress) => {
      onProgress?.({ done: 7, total: 7 });
      return { takenBack: 7, unreadable: 0 };
    });
    const during: unknown[] = [];
    onRestored.mockImplementationOnce(async () => {
      const { work, refreshing } = control.current();
      control.onStop();
      during.push({ work, refreshing });
    });
    control.onTakeBack();
    await idle();
    expect(during).toEqual([{ work: { done: 0, total: 0 }, refreshing: "written" }]);
    expect(control.current().refreshing).toBeNull();
    // What is written stays, and the question what can be taken back goes on.
    expect(client.cancel).not.toHaveBeenCalled();
    // The worker has announced it.
    expect(announce).not.toHaveBeenCalled();
  });

  test("is asked for before other work begins, never during it", async () => {
    let answer = (): void => {};
    client.lastRestore.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(null);
        }),
    );
    page.rest();
    await vi.waitFor(() => expect(client.lastRestore).toHaveBeenCalled(), { interval: 1 });
    control.onExport("json", "csv");
    expect(client.exportFile).not.toHaveBeenCalled();
    answer();
    await idle();
    expect(control.current().result).toMatchObject({ kind: "exported" });
    await vi.waitFor(() => expect(onSaved).toHaveBeenCalledTimes(1), { interval: 1 });
  });
});
