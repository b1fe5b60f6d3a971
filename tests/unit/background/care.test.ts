import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { careForData } from "../../../src/background/care.ts";
import { type Guarded, openGuarded } from "../../../src/copies/open-guarded.ts";
import { readNoted } from "../../../src/copies/record/health-notes.ts";
import { snapshotsIn } from "../../../src/copies/record/names.ts";
import { installDeck } from "../../../src/store/install-deck.ts";
import { saveSetting } from "../../../src/store/settings.ts";
import { deck } from "../../support/cards.ts";
import { deleteDatabase, FIVE, forward, get, grade, NOW, scheduler } from "../../support/db-steps.ts";
import { type MemoryFiles, memoryFiles } from "../../support/memory-files.ts";

const browser = vi.hoisted(() => ({ files: null as unknown, saved: [] as string[] }));
vi.mock("../../../src/platform/record/files.ts", () => ({ recordFiles: async () => browser.files }));
vi.mock("../../../src/platform/extension.ts", () => ({ extensionVersion: () => "1.0.0" }));
vi.mock("../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));
vi.mock("../../../src/platform/downloads.ts", () => ({
  hasDownloads: async () => true,
  saveInDownloads: async (name: string) => browser.saved.push(name) > 0,
}));

let files: MemoryFiles;
let guarded: Guarded;
let logged: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  logged = vi.spyOn(console, "error").mockReturnValue();
  await deleteDatabase();
  files = memoryFiles();
  Object.assign(browser, { files, saved: [] });
  guarded = await openGuarded({}, async () => files);
  await installDeck(guarded.db, deck(FIVE), scheduler, NOW);
  await saveSetting(guarded.db, "snapshotFile", true);
  for (const name of ["a", "b"]) await grade(guarded.db, await get(guarded.db, forward(name)), 3, NOW);
  await guarded.recorded();
});
afterEach(() => {
  guarded.db.close();
  vi.restoreAllMocks();
});

/** Which parts of the care were done. */
const done = async () => ({
  snapshot: snapshotsIn(await files.list()).length === 1,
  copy: browser.saved.length === 1,
  check: (await readNoted(files)).selfTest !== undefined,
});
const ALL = { snapshot: true, copy: true, check: true };
const fail = (): Promise<never> => Promise.reject(new Error("boom"));

describe("keeping the data safe", () => {
  test("takes a snapshot, saves a copy and checks the log, and finds nothing to announce", async () => {
    expect(await careForData(guarded)).toBe(false);
    expect(await done()).toEqual(ALL);
    expect(logged).not.toHaveBeenCalled();
  });

  test.each<[string, Partial<Guarded>, Partial<typeof ALL>]>([
    ["the comparison", { settle: fail }, {}],
    ["the snapshot", { snapshot: fail }, { snapshot: false }],
  ])("goes on when %s fails, and says so", async (_, failing, missing) => {
    expect(await careForData({ ...guarded, ...failing })).toBe(false);
    expect(await done()).toEqual({ ...ALL, ...missing });
    expect(logged).toHaveBeenCalledOnce();
  });

  test("announces what was brought back, also when the check fails", async () => {
    const read = (name: string) => (name === "health.json" ? fail() : files.read(name));
    browser.files = { ...files, read };
    expect(await careForData({ ...guarded, settle: async () => ({ notice: null, changed: true }) })).toBe(true);
    expect(await done()).toEqual({ snapshot: true, copy: false, check: false });
    expect(logged).toHaveBeenCalledTimes(2);
  });

  test("mends a row that is no event, and announces it", async () => {
    const log = await guarded.db.getAll("events");
    await guarded.db.put("events", { ...log[0], rating: 9 } as never);
    expect(await careForData(guarded)).toBe(true);
    expect(await done()).toEqual(ALL);
    expect(await guarded.db.getAll("events")).toEqual(log);
  });
});
