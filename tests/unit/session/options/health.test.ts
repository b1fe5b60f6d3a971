import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CheckedAll, CheckWatch, Health } from "../../../../src/copies/record/health.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type HealthControl, healthControl } from "../../../../src/session/options/health.ts";
import { deleteDatabase } from "../../../support/database/db-steps.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

const NONE = { card: 0, event: 0, content: 0, register: 0, day: 0, segment: 0, copy: 0 };
const HEALTH: Health = {
  events: 12,
  newer: 1,
  unreadable: 0,
  stranded: 0,
  copiedAtMs: null,
  fileAtMs: null,
  copyTooLarge: false,
  copyBeyond: null,
  selfTest: null,
  upgrade: "verified",
};

const copies = vi.hoisted(() => ({ readHealth: vi.fn(), examine: vi.fn() }));
vi.mock("../../../../src/copies/record/health.ts", () => copies);
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => null }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: {} }));

let under: BaseUnderTest;
let control: HealthControl;

beforeEach(async () => {
  stubPage();
  vi.spyOn(console, "error").mockImplementation(() => {});
  copies.readHealth.mockReset().mockResolvedValue(HEALTH);
  copies.examine.mockReset();
  under = await optionsUnderTest();
  control = healthControl(under.base);
  await vi.waitFor(() => expect(control.current().health).not.toBeNull(), { interval: 1 });
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Checks everything, and waits until that is over. */
async function check(checked: Partial<CheckedAll>): Promise<void> {
  copies.examine.mockResolvedValue({ events: 12, cards: 5, found: NONE, mended: NONE, isWhole: true, ...checked });
  control.onCheck();
  expect(control.current().work).toEqual({ kind: "check", done: 0, total: 0 });
  await vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });
}

describe("the health of the data", () => {
  test("is read with what the browser has promised", () => {
    expect(control.current()).toEqual({ health: { ...HEALTH, persisted: true }, work: null, result: null });
  });

  test("is clean where nothing was found, and then nobody has to look again", async () => {
    await check({});
    expect(control.current().result).toEqual({ kind: "clean", events: 12, cards: 5 });
    expect(under.announce).not.toHaveBeenCalled();
  });

  test("is mended only as far as something was", async () => {
    await check({ found: { ...NONE, card: 2, event: 1 }, mended: { ...NONE, card: 2 } });
    expect(control.current().result).toEqual({ kind: "differences", mended: 2, left: 1 });
    expect(under.announce).toHaveBeenCalledTimes(1);
    await check({ found: { ...NONE, event: 1 } });
    expect(control.current().result).toEqual({ kind: "differences", mended: 0, left: 1 });
    expect(under.announce).toHaveBeenCalledTimes(1);
  });

  test("tells how far its check has come, and ends it where the user stops it", async () => {
    const far: unknown[] = [];
    const ends = control.subscribe(() => far.push(control.current().work));
    copies.examine.mockImplementationOnce(async (_db, _place, _decks, _now, { onProgress, goOn }: CheckWatch) => {
      onProgress?.({ done: 3, total: 8 });
      expect(goOn?.()).toBe(true);
      control.onStop();
      expect(goOn?.()).toBe(false);
      return { events: 3, cards: 0, found: { ...NONE, event: 2 }, mended: { ...NONE, event: 1 }, isWhole: false };
    });
    control.onCheck();
    await vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });
    ends();
    expect(far).toContainEqual({ kind: "check", done: 3, total: 8 });
    expect(control.current().result).toEqual({ kind: "stopped", mended: 1, left: 1 });
    expect(under.announce).toHaveBeenCalledTimes(1);
    // The next one has not been stopped.
    copies.examine.mockImplementationOnce(async (_db, _place, _decks, _now, { goOn }: CheckWatch) => {
      expect(goOn?.()).toBe(true);
      return { events: 12, cards: 5, found: NONE, mended: NONE, isWhole: true };
    });
    control.onCheck();
    await vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });
    expect(control.current().result).toMatchObject({ kind: "clean" });
  });

  test("that cannot be read again leaves nothing busy, and the result of the work stands", async () => {
    copies.readHealth.mockRejectedValue(new DOMException("The disk cannot be read.", "UnknownError"));
    await check({});
    expect(control.current()).toMatchObject({ health: null, result: { kind: "clean" } });
  });

  test("says so where the check itself fails", async () => {
    copies.examine.mockRejectedValueOnce(new DOMException("no room", "QuotaExceededError"));
    control.onCheck();
    await vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });
    expect(control.current().result).toEqual({ kind: "failed", sentence: t("trouble_diskFull") });
    expect(under.announce).not.toHaveBeenCalled();
  });
});
