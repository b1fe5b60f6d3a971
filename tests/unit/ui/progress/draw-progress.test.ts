/** A progress page that cannot be drawn is loaded again where the kept ring may be the reason, and only there. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepRing, readKeptRing } from "../../../../src/platform/kept-text.ts";
import { drawProgress } from "../../../../src/ui/progress/draw-progress.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

let reloads = 0;
beforeEach(() => {
  reloads = 0;
  stubPage();
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.stubGlobal("location", { reload: () => reloads++ });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const fail = (): void => {
  throw new Error("cannot be drawn");
};

test("with a kept ring: it is forgotten, and the page loaded again, once", () => {
  keepRing("a ring");
  drawProgress(fail);
  expect([reloads, readKeptRing()]).toEqual([1, null]);
  expect(() => drawProgress(fail)).toThrow("cannot be drawn");
  expect(reloads).toBe(1);
});

test("a ring that can be drawn is kept on", () => {
  keepRing("a ring");
  drawProgress(() => {});
  expect([reloads, readKeptRing()]).toEqual([0, "a ring"]);
});
