/** A page that cannot be drawn is loaded again where what was kept may be the reason, and only there. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepText, readKeptText } from "../../../../src/platform/kept-text.ts";
import { drawStudy } from "../../../../src/ui/study/draw-study.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

vi.mock("preact", async (original) => ({
  ...(await original<typeof import("preact")>()),
  render: () => {
    throw new Error("cannot be drawn");
  },
}));

let reloads = 0;
beforeEach(() => {
  reloads = 0;
  stubPage();
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.stubGlobal("location", { reload: () => reloads++ });
  vi.stubGlobal("document", { body: {} });
  keepText("kept");
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("from what was kept: it is forgotten, and the page loaded again", () => {
  drawStudy({ isKept: true }, null);
  expect(reloads).toBe(1);
  expect(readKeptText()).toBeNull();
});

test("from the database, although the session has kept its card meanwhile: the page is not loaded for ever", () => {
  expect(() => drawStudy({}, null)).toThrow("cannot be drawn");
  expect(reloads).toBe(0);
});
