import { afterEach, expect, test, vi } from "vitest";
import { hasNewTab } from "../../../src/platform/own-manifest.ts";

const installed = (manifest: object): void => {
  vi.stubGlobal("chrome", { runtime: { getManifest: () => manifest } });
};
afterEach(() => {
  vi.unstubAllGlobals();
});

test("new tabs are Osteon's where the manifest of the package says so", () => {
  installed({ chrome_url_overrides: { newtab: "pages/newtab/index.html" } });
  expect(hasNewTab()).toBe(true);
  installed({ version: "1.0.0" });
  expect(hasNewTab()).toBe(false);
});
