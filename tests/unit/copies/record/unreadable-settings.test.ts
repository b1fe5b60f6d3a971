/** A setting whose row the browser cannot read keeps neither check from being done, nor anything else that guards the data. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { careForData } from "../../../../src/care/care.ts";
import { examine, examineWeekly, readHealth } from "../../../../src/copies/record/health.ts";
import { readNoted } from "../../../../src/copies/record/health-notes.ts";
import { type Guarded, openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import { schedulerFor } from "../../../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../../../src/core/memory/weights.ts";
import { PAUSE } from "../../../../src/core/plan/away.ts";
import type { Outside } from "../../../../src/jobs/outside.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { readSettings } from "../../../../src/store/settings/settings.ts";
import { refoldStates } from "../../../../src/store/states/refold-states.ts";
import { readToday } from "../../../../src/store/today/today.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
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
} from "../../../support/database/db-steps.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { deck, TEST_DECK } from "../../../support/samples/cards.ts";

vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));

let db: Database;
let files: MemoryFiles;
let guarded: Guarded;
const saved: string[] = [];
const weights = writeWeights(scheduler.model.weights.map((one) => one * 1.2));

beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  await deleteDatabase();
  files = memoryFiles();
  saved.length = 0;
  guarded = await openGuarded({}, async () => files);
  db = guarded.db;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await saveSetting(db, "weights", weights, () => maker());
  await saveSetting(db, "newPerDay", 7, () => maker());
  await saveSetting(db, "dailyCopy", true, () => maker());
  await setSwitch(db, TEST_DECK, null, false, () => maker());
  await setPlan(db, PAUSE, at(NOW).today + 3, () => maker());
  await grade(db, await get(db, forward("a")), 3, NOW);
  await refoldStates(db, await ours(), () => true);
  await guarded.journaled();
});
afterEach(() => {
  db.close();
  vi.restoreAllMocks();
});

const outside = (): Outside => ({
  place: files,
  appVersion: "1.0.0",
  downloads: { permitted: async () => true, mostBytes: 1e6, save: async (name) => saved.push(name) > 0 },
});

const ours = async () => schedulerFor(await readSettings(db));

/** Damages the rows of these registers. */
async function damage(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const row = await db.get("registers", name);
    if (!row) throw new Error(`there is no ${name}`);
    await db.put("registers", { ...row, ...UNREADABLE } as typeof row);
  }
  breakRows();
}

test("what the events of a setting say is in force also where its row cannot be read", async () => {
  const before = await readSettings(db);
  await damage("setting/weights", "setting/newPerDay");
  expect(await readSettings(db)).toEqual(before);
  expect(before).toMatchObject({ newPerDay: 7, weights });
});

test("so it is with the day of a learner: settings, switches and plans", async () => {
  const day = async () => {
    const { settings, plan, off } = await readToday(db, NOW, () => 60);
    return { settings, plan, off };
  };
  const before = await day();
  expect(before.off.all).toBe(true);
  expect(before.plan?.pause).not.toBeNull();
  await damage("setting/newPerDay", `switch/${TEST_DECK}`, `plan/${PAUSE}`);
  expect(await day()).toEqual(before);
});

test("the check that somebody asks for puts it right, by the weights that are in force", async () => {
  await damage("setting/weights", "setting/newPerDay");
  const { isWhole, found, mended } = await examine(db, files, NO_DECKS, NOW);
  expect([isWhole, found.register, mended.register, found.card]).toEqual([true, 2, 2, 0]);
  expect((await db.getAll("registers")).find(({ key }) => key === "weights")?.value).toBe(weights);
  await foldsToItself(db, await ours());
});

test("so does the weekly one, and the health is told meanwhile", async () => {
  await damage("setting/weights");
  expect((await readHealth(db, files, at(NOW))).events).toBeGreaterThan(0);
  expect((await examineWeekly(db, files, NO_DECKS, NOW, () => true))?.mended.register).toBe(1);
});

test("all care for the data is taken", async () => {
  await damage("setting/weights", "setting/newPerDay");
  expect(await careForData(guarded, outside(), 600_000)).toBe(true);
  expect(saved).toHaveLength(1);
  expect(await readNoted(files)).toMatchObject({ copiedAtMs: expect.any(Number), selfTest: { found: 2, left: 0 } });
  await foldsToItself(db, await ours());
});

test("nothing keeps the other steps from being taken where settings cannot be read at all", async () => {
  const withoutRegisters = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...asked: readonly unknown[]) => {
        if (String(asked[0]) === "registers") throw new DOMException("it cannot be read", "UnknownError");
        return value.apply(target, asked);
      };
    },
  });
  await careForData({ ...guarded, db: withoutRegisters }, outside(), 600_000);
  expect((await readNoted(files)).copiedAtMs).toBeDefined();
});
