/** What is shown of a chosen file once another page takes a file back or brings one in: it would bring something else now. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { outsideText } from "../../../../src/core/outside-text.ts";
import { CancelledError, type JobClient, JobError } from "../../../../src/jobs/client.ts";
import type { LastRestore, Preview } from "../../../../src/jobs/messages.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type BackupControl, backupControl } from "../../../../src/session/options/backup.ts";
import { lastFile } from "../../../support/files/last-file.ts";
import { type PageStub, stubPage } from "../../../support/session/page-stub.ts";

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => null }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.2.3" }));
vi.mock("../../../../src/platform/files.ts", () => ({ offerDownload: () => {} }));

const LAST = lastFile({ atMs: 9, added: 2 });
const BEFORE = { added: 0, again: 0, decks: [] } as unknown as Preview;
const AFTER = { ...BEFORE, again: 1 };

let page: PageStub;
let control: BackupControl;
const inspect = vi.fn<JobClient["inspect"]>();
const lastRestore = vi.fn<JobClient["lastRestore"]>();
const exportFile = vi.fn<JobClient["exportFile"]>();
const restore = vi.fn<JobClient["restore"]>();
const takeBack = vi.fn<JobClient["takeBack"]>();
const keepRest = vi.fn<JobClient["keepRest"]>();
const cancel = vi.fn<JobClient["cancel"]>();

beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  page = stubPage();
  lastRestore.mockResolvedValue(LAST);
  inspect.mockResolvedValueOnce(BEFORE);
  exportFile.mockResolvedValue(new Blob(["{}"]));
  const client = { inspect, lastRestore, exportFile, restore, takeBack, keepRest, cancel };
  const nothing = async (): Promise<void> => {};
  control = backupControl(
    client,
    nothing,
    nothing,
    () => {},
    async () => [],
  );
  control.onChooseFile(new File(["{}"], "osteon.json"));
  await idle();
});

afterEach(() => {
  vi.resetAllMocks();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const idle = (): Promise<void> => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });

/** The page hears that another one has written, and looks. */
async function looks(): Promise<void> {
  const look = control.look();
  page.rest();
  await look;
}

async function exports(): Promise<void> {
  control.onExport("json", "csv");
  await idle();
}

test.each<[string, LastRestore]>([
  ["was taken back", null],
  ["is being taken back", { ...LAST, isBegun: true, undone: 2 }],
  ["was brought in", { ...LAST, atMs: 10 }],
])("the file is looked at again, once, where another one %s", async (_, last) => {
  lastRestore.mockResolvedValue(last);
  inspect.mockResolvedValueOnce(AFTER);
  await looks();
  const preview = { ...AFTER, fileName: outsideText("osteon.json") };
  expect(control.current()).toMatchObject({ preview, work: null, result: null });
  await looks();
  expect(inspect).toHaveBeenCalledTimes(2);
});

test("the file is left alone where nothing was, be it that the page had not asked before it was chosen", async () => {
  await looks();
  expect(inspect).toHaveBeenCalledTimes(1);
});

test("what was said of other work stays", async () => {
  await exports();
  lastRestore.mockResolvedValue(null);
  inspect.mockResolvedValueOnce(AFTER);
  await looks();
  expect(control.current()).toMatchObject({ preview: AFTER, result: { kind: "exported" } });
});

test("a file that cannot be read again goes, and the page says why", async () => {
  lastRestore.mockResolvedValue(null);
  inspect.mockRejectedValueOnce(new JobError({ key: "trouble_diskFull", arguments: [] }));
  await looks();
  const result = { kind: "failed", sentence: t("trouble_diskFull") };
  expect(control.current()).toMatchObject({ preview: null, work: null, result });
});

test("a file that was put away is not looked at again", async () => {
  control.onCancel();
  lastRestore.mockResolvedValue(null);
  await looks();
  expect(inspect).toHaveBeenCalledTimes(1);
  expect(control.current().preview).toBeNull();
});

test("where other work was asked for meanwhile, the file is looked at behind that", async () => {
  let answer = (): void => {};
  lastRestore.mockClear();
  lastRestore.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        answer = () => resolve(null);
      }),
  );
  lastRestore.mockResolvedValue(null);
  const look = control.look();
  page.rest();
  await vi.waitFor(() => expect(lastRestore).toHaveBeenCalledTimes(1), { interval: 1 });
  const exported = exports();
  inspect.mockResolvedValueOnce(AFTER);
  answer();
  await Promise.all([look, exported]);
  await vi.waitFor(
    () => {
      page.rest();
      expect(control.current()).toMatchObject({ preview: AFTER, work: null, result: { kind: "exported" } });
    },
    { interval: 1 },
  );
});

describe("a stop while the page still asks what can be taken back", () => {
  /** Asks, and is stopped meanwhile, as a worker is that is ended. */
  async function stopped(work: () => void): Promise<void> {
    let end = (): void => {};
    cancel.mockImplementationOnce(() => end());
    lastRestore.mockClear();
    lastRestore.mockImplementationOnce(
      () =>
        new Promise((_, reject) => {
          end = () => reject(new CancelledError());
        }),
    );
    const look = control.look();
    page.rest();
    await vi.waitFor(() => expect(lastRestore).toHaveBeenCalledTimes(1), { interval: 1 });
    work();
    control.onStop();
    await look;
    await idle();
  }

  test.each<[string, () => void]>([
    ["takes a file back", () => control.onTakeBack()],
    ["keeps the rest of one", () => control.onKeepRest()],
    ["brings one in", () => control.onConfirm({ mode: "merge", withSettings: false })],
    ["saves one", () => control.onExport("json", "csv")],
  ])("ends before the worker %s", async (_, work) => {
    await stopped(work);
    for (const asked of [takeBack, keepRest, restore, exportFile]) expect(asked).not.toHaveBeenCalled();
    expect(control.current().result).toEqual({ kind: "stopped" });
  });
});
