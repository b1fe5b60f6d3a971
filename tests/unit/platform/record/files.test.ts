import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import { recordFiles } from "../../../../src/platform/record/files.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { useDatabase } from "../../../support/database/use-database.ts";

vi.mock("../../../../src/platform/browser.ts", () => ({
  browser: { runtime: { getURL: () => "chrome-extension://osteon/" } },
}));

let db: Database;
useDatabase((opened) => {
  db = opened;
});
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
  vi.stubGlobal("caches", { open: async () => ({}) });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("the second record has a place in a browser with locks", async () => {
  vi.stubGlobal("navigator", { locks: {} });
  expect(await recordFiles()).toMatchObject({ kind: "own" });
});

test("a browser without locks opens the database all the same, without a second record", async () => {
  db.close();
  vi.stubGlobal("navigator", {});
  const guarded = await openGuarded({}, recordFiles);
  expect([guarded.restored, guarded.lost]).toEqual([null, false]);
  guarded.db.close();
});
