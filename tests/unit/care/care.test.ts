import { decodeBackup } from "../../support/files/backup-text.ts";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { careForData } from "../../../src/care/care.ts";
import { segmentsIn } from "../../../src/copies/place/file-names.ts";
import { readHealth } from "../../../src/copies/record/health.ts";
import { note, readNoted } from "../../../src/copies/record/health-notes.ts";
import { type Guarded, openGuarded } from "../../../src/copies/record/open-guarded.ts";
import { keepLines, linesKept } from "../../../src/copies/shared/kept-lines.ts";
import { FOLD } from "../../../src/core/fold-version.ts";
import type { DeckId } from "../../../src/core/ids.ts";
import type { Place } from "../../../src/core/log/place.ts";
import type { ModelId } from "../../../src/core/memory/model.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../src/core/memory/weights.ts";
import { outsideText } from "../../../src/core/outside-text.ts";
import type { Outside } from "../../../src/jobs/outside.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { TooLargeError } from "../../../src/platform/too-large.ts";
import { keepPosition } from "../../../src/store/database/local.ts";
import { removeDeck } from "../../../src/store/decks/decks.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { saveSetting } from "../../../src/store/settings/save-setting.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { refoldStates } from "../../../src/store/states/refold-states.ts";
import { readToday } from "../../../src/store/today/today.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { backAfterAbsence, takePlan } from "../../support/database/back-after-absence.ts";
import {
  at,
  deleteDatabase,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
} from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { type MemoryFiles, memoryFiles } from "../../support/places/memory-files.ts";
import { content, deck } from "../../support/samples/cards.ts";

const browser = { files: null as Place | null, saved: [] as string[], copies: [] as Blob[], most: 1e6 };
vi.mock("../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));
/** What a backup holds, lowered: a true one would take minutes to fill. */
vi.mock("../../../src/exchange/backup/backup-format.ts", async (original) => {
  const real = await original<typeof import("../../../src/exchange/backup/backup-format.ts")>();
  return { ...real, BACKUP_LIMITS: { ...real.BACKUP_LIMITS, events: 4000, deckCharacters: 1000 } };
});
const outside = (): Outside => ({
  place: browser.files,
  appVersion: "1.0.0",
  downloads: {
    permitted: async () => true,
    mostBytes: browser.most,
    save: async (name, content) => {
      if (content.size > browser.most) throw new TooLargeError(`${content.size} bytes`);
      browser.copies.push(content);
      return browser.saved.push(name) > 0;
    },
  },
});
const care = (one: Guarded, budgetMs?: number): Promise<boolean> => careForData(one, outside(), budgetMs);

let files: MemoryFiles;
let guarded: Guarded;
let logged: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  logged = vi.spyOn(console, "error").mockReturnValue();
  await deleteDatabase();
  files = memoryFiles();
  Object.assign(browser, { files, saved: [], copies: [], most: 1e6 });
  guarded = await openGuarded({}, async () => files);
  await installDeck(guarded.db, deck(FIVE), scheduler, NOW);
  await saveSetting(guarded.db, "dailyCopy", true, () => maker());
  for (const name of ["a", "b"]) await grade(guarded.db, await get(guarded.db, forward(name)), 3, NOW);
  await guarded.journaled();
});
afterEach(() => {
  guarded.db.close();
  vi.restoreAllMocks();
});

/** Which parts of the care were done. */
const done = async () => ({
  record: (await readNoted(files)).copiedAtMs !== undefined,
  copy: browser.saved.length === 1,
  check: (await readNoted(files)).selfTest !== undefined,
});
const ALL = { record: true, copy: true, check: true };
const fail = (): Promise<never> => Promise.reject(new Error("boom"));

describe("keeping the data safe", () => {
  test("copies, saves a file and checks everything, and finds nothing to announce", async () => {
    expect(await care(guarded)).toBe(false);
    expect(await done()).toEqual(ALL);
    expect(logged).not.toHaveBeenCalled();
  });

  test("says within its long steps, too, that it goes on", async () => {
    await merge(guarded.db, reviews(2500), scheduler);
    let signs = 0;
    const at: Record<"backup" | "segments", number[]> = { backup: [], segments: [] };
    const { place, downloads, ...rest } = outside();
    const noting: Outside = {
      ...rest,
      downloads: {
        ...downloads,
        permitted: async () => at.backup.push(signs) > 0,
        save: async () => at.backup.push(signs) > 0,
      },
      place: place && {
        ...place,
        write: async (name, bytes) => {
          if (segmentsIn([name]).length > 0) at.segments.push(signs);
          await place.write(name, bytes);
        },
      },
    };
    // So the check does what the copying is for, in one step.
    await careForData({ ...guarded, copyAll: fail }, noting, 600_000, () => signs++);
    for (const [before, after] of [at.backup, at.segments] as const) expect(after).toBeGreaterThan(before ?? signs);
    expect([at.backup.length, at.segments.length]).toEqual([2, 2]);
  });

  test("saves no copy where the user has turned that off while steps before it went on", async () => {
    const copyAll: Guarded["copyAll"] = async (goOn) => {
      await saveSetting(guarded.db, "dailyCopy", false, () => maker(NOW + 1000));
      return guarded.copyAll(goOn);
    };
    await care({ ...guarded, copyAll });
    expect(await done()).toEqual({ ...ALL, copy: false });
  });

  test("works states out by the weights that are in force when it comes to that", async () => {
    const { db } = guarded;
    const weights = writeWeights(scheduler.model.weights.map((one) => one * 1.2));
    await refoldStates(db, scheduler, () => true);
    // A page adopts them while copies are written.
    const copyAll: Guarded["copyAll"] = async (goOn) => {
      await saveSetting(db, "weights", weights, () => maker(NOW + 1000));
      return guarded.copyAll(goOn);
    };
    expect(await care({ ...guarded, copyAll })).toBe(true);
    await foldsToItself(db, schedulerFor(await readSettings(db)));
  });

  test("chooses what comes first while the learner catches up, once for a day", async () => {
    const { db } = guarded;
    vi.spyOn(systemClock, "nowMs").mockReturnValue(NOW);
    vi.spyOn(systemClock, "offsetAt").mockReturnValue(60);
    const portion = async () => (await readToday(db, NOW, () => 60)).portion;
    await backAfterAbsence(db, 120, undefined, "2");
    await takePlan(db, 10);
    expect(await portion()).toBe("unknown");
    expect(await care(guarded)).toBe(true);
    expect(await portion()).toBe("known");
    expect(await care(guarded)).toBe(false);
  });

  test("reads the log anew where that was begun by another fold, and finds no fault in what that changes", async () => {
    const { db } = guarded;
    const right = await db.get("registers", "setting/dailyCopy");
    await db.clear("registers");
    await keepPosition(db, "read-anew", { fold: FOLD + 1, registers: null, isDone: true });
    expect(await care(guarded)).toBe(true);
    expect(await db.getAll("registers")).toEqual([right]);
    expect((await readNoted(files)).selfTest).toMatchObject({ found: 0 });
    expect(await care(guarded)).toBe(false);
  });

  test("reads no log for a copy that would be too large to be saved", async () => {
    await merge(guarded.db, reviews(300), scheduler);
    browser.most = 40_000;
    await care(guarded);
    expect(browser.saved).toEqual([]);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining("copy"), expect.any(TooLargeError));
    expect((await readNoted(files)).copyTooLarge).toBe(true);
    browser.most = 1e6;
    await care(guarded);
    expect(browser.saved).toHaveLength(1);
  });

  test("notes that there is more than a backup holds, also where that would be too large to be saved", async () => {
    await merge(guarded.db, reviews(4001), scheduler);
    browser.most = 40_000;
    await care(guarded);
    expect(await readNoted(files)).toMatchObject({ copyTooLarge: false, copyBeyond: { decks: [] } });
  });

  describe("with a deck of the user's own that is longer than a backup holds", () => {
    const id = "own" as DeckId;
    const savedCopy = async () => decodeBackup((await browser.copies.at(-1)?.text()) ?? "");
    beforeEach(async () => {
      const cards = Array.from({ length: 2 }, (_, i) => content(`long-${i}`, i, { deck: id }));
      await installDeck(guarded.db, deck(cards, "1", { id, title: "A long one" }), scheduler, NOW, "own");
      const short = "short" as DeckId;
      await installDeck(guarded.db, deck([], "1", { id: short, title: "Short" }), scheduler, NOW, "own");
    });

    test("saves a copy of all else on that day, and notes what is left out", async () => {
      await care(guarded);
      expect(browser.saved).toHaveLength(1);
      const { events } = await readLogExport(guarded.db);
      expect(await savedCopy()).toMatchObject({ log: { events, ownDecks: [{ title: "Short" }] } });
      expect(await readNoted(files)).toMatchObject({
        copyTooLarge: false,
        copyBeyond: { decks: [outsideText("A long one")] },
      });
      expect((await readNoted(files)).fileAtMs).toBeDefined();
    });

    test("notes it where the log is too large for the background, so that nobody is sent to save what is refused", async () => {
      await merge(guarded.db, reviews(300), scheduler);
      const beyond = { decks: [outsideText("A long one")] };
      browser.most = 40_000;
      await care(guarded);
      expect(await readNoted(files)).toMatchObject({ copyTooLarge: true, copyBeyond: beyond });
      await removeDeck(guarded.db, id);
      const { copyTooLarge, copyBeyond } = await readHealth(guarded.db, files, at(NOW));
      expect({ copyTooLarge, copyBeyond }).toEqual({ copyTooLarge: true, copyBeyond: null });
    });

    test("notes it also where only the file turns out to be too large", async () => {
      browser.most = 1000;
      await care(guarded);
      expect(await readNoted(files)).toMatchObject({
        copyTooLarge: true,
        copyBeyond: { decks: [outsideText("A long one")] },
      });
    });

    test("says so no longer once it is taken out", async () => {
      await care(guarded);
      const beyond = async () => (await readHealth(guarded.db, files, at(NOW))).copyBeyond;
      expect(await beyond()).toEqual({ decks: [outsideText("A long one")] });
      await removeDeck(guarded.db, id);
      expect(await beyond()).toBeNull();
    });
  });

  test("goes on when copying fails, and says so", async () => {
    expect(await care({ ...guarded, copyAll: fail })).toBe(false);
    expect(await done()).toEqual({ ...ALL, record: false });
    expect(logged).toHaveBeenCalledOnce();
  });

  test("announces what was brought back, also when the check fails", async () => {
    const read = (name: string) => (name === "health.json" ? fail() : files.read(name));
    browser.files = { ...files, read };
    const copyAll: Guarded["copyAll"] = async () => ({ notice: null, changed: true, complete: true });
    expect(await care({ ...guarded, copyAll })).toBe(true);
    expect(await done()).toEqual({ record: false, copy: false, check: false });
    expect(logged).toHaveBeenCalledTimes(2);
  });

  test("mends a card that is not what its log says, and announces it", async () => {
    const before = await get(guarded.db, forward("a"));
    await guarded.db.put("states", { ...before, state: { ...before.state, reviews: 9 } });
    expect(await care(guarded)).toBe(true);
    expect((await get(guarded.db, forward("a"))).state).toEqual(before.state);
  });

  test("works states out anew that another model made; when they are due stays", async () => {
    const before = await get(guarded.db, forward("a"));
    const memory = { stability: 99, difficulty: 9 };
    await guarded.db.put("states", { ...before, model: "another" as ModelId, state: { ...before.state, memory } });
    expect(await care(guarded)).toBe(true);
    const after = await get(guarded.db, forward("a"));
    expect([after.model, after.state]).toEqual([scheduler.model.id, before.state]);
  });

  test("leaves to the next wakes what it has no time for, and is done in the end", async () => {
    await merge(guarded.db, reviews(3500), scheduler);
    let wakes = 0;
    for (; !(await done()).record || !(await done()).check; wakes++) {
      if (wakes > 100) throw new Error("it makes no progress");
      await care(guarded, 0);
    }
    expect(wakes).toBeGreaterThan(5);
    expect(segmentsIn(await files.list()).map(({ events }) => events)).toEqual([1000, 1000, 1000]);
    expect(browser.saved).toHaveLength(1);
    expect((await readNoted(files)).selfTest).toMatchObject({ found: 0, left: 0 });
  });

  test("checks again in a week, not before", async () => {
    await care(guarded);
    const first = (await readNoted(files)).selfTest?.atMs ?? 0;
    vi.spyOn(Date, "now").mockReturnValue(first + 6 * 86_400_000);
    await care(guarded);
    expect((await readNoted(files)).selfTest?.atMs).toBe(first);
    vi.spyOn(Date, "now").mockReturnValue(first + 7 * 86_400_000);
    await care(guarded);
    expect((await readNoted(files)).selfTest?.atMs).toBe(first + 7 * 86_400_000);
  });

  describe("of a database that was just made", () => {
    beforeEach(async () => {
      guarded.db.close();
      await deleteDatabase();
      files = memoryFiles();
      browser.files = files;
      guarded = await openGuarded({}, async () => files);
      await installDeck(guarded.db, deck(FIVE), scheduler, NOW);
    });
    const isChecked = async (): Promise<boolean> => {
      await care(guarded);
      return (await done()).check;
    };

    test("checks nothing before something is learnt, and then at the next wake", async () => {
      expect(await isChecked()).toBe(false);
      await grade(guarded.db, await get(guarded.db, forward("a")), 3, NOW);
      expect(await isChecked()).toBe(true);
    });

    test("checks a deck of the user's own, which no extension brings back", async () => {
      const own = deck([content("own", 0, { deck: "own" as DeckId })], "1", { id: "own" as DeckId });
      await installDeck(guarded.db, own, scheduler, NOW, "own");
      expect(await isChecked()).toBe(true);
    });

    test("checks what is left of a log that was lost", async () => {
      await merge(guarded.db, reviews(1000), scheduler);
      await guarded.copyAll();
      await guarded.db.clear("events");
      await files.remove("health.json");
      expect(await isChecked()).toBe(true);
    });

    test("goes on checking each week once it was checked", async () => {
      await note(files, { selfTest: { atMs: Date.now() - 7 * 86_400_000, found: 0, left: 0 } });
      const first = (await readNoted(files)).selfTest?.atMs;
      await care(guarded);
      expect((await readNoted(files)).selfTest?.atMs).toBeGreaterThan(first ?? 0);
    });
  });
});

test("what waits to come in is given to the second record, and comes back from there", async () => {
  const later = { kind: "review", later: 1 };
  await keepLines(guarded.db, [later]);
  await care(guarded);
  guarded.db.close();
  await deleteDatabase();
  guarded = await openGuarded({}, async () => files);
  await care(guarded);
  expect(await linesKept(guarded.db)).toEqual([later]);
});
