/** What the background writes makes another first card and ring: where it can, it forgets those that are kept. */
import { afterEach, expect, test, vi } from "vitest";
import { keepRing, keepText, readKeptRing, readKeptText } from "../../../src/platform/kept-text.ts";
import { listenForChanges } from "../../../src/store/database/changes.ts";
import { until } from "../../support/session/study-page.ts";

const background = vi.hoisted(() => ({ wake: (): void => {}, changed: false, cared: 0 }));
vi.mock("../../../src/platform/alarm.ts", () => ({
  keepTicking: async () => {},
  onWake: (wake: () => void) => {
    background.wake = wake;
  },
}));
vi.mock("../../../src/platform/lifecycle.ts", () => ({ onInstalled: () => {}, onStartup: () => {} }));
vi.mock("../../../src/platform/study-key.ts", () => ({ listenForStudyKey: () => {} }));
vi.mock("../../../src/background/keep-reminding.ts", () => ({ keepReminding: () => {} }));
vi.mock("../../../src/background/badge.ts", () => ({ refreshBadge: async () => {} }));
vi.mock("../../../src/background/with-database.ts", () => ({
  withDatabase: async (does: (guarded: object) => Promise<void>) => {
    await does({});
    background.cared++;
  },
}));
vi.mock("../../../src/background/look-after.ts", () => ({ lookAfter: async () => background.changed }));

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ["as in Firefox", true],
  ["as in Chromium, where it reaches none", false],
])(
  "what is kept is forgotten where the background has changed something, and pages are told (%s)",
  async (_, hasStorage) => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    vi.stubGlobal("localStorage", storage);
    await import("../../../src/background/main.ts");
    keepRing("a ring");
    keepText("a card");
    const heard = vi.fn();
    const page = listenForChanges(heard);
    const woken = async (changed: boolean): Promise<void> => {
      background.changed = changed;
      const { cared } = background;
      background.wake();
      await until(() => background.cared === cared + 2);
    };
    await woken(false);
    expect([readKeptRing(), readKeptText()]).toEqual(["a ring", "a card"]);
    if (!hasStorage) vi.stubGlobal("localStorage", undefined);
    await woken(true);
    await until(() => heard.mock.calls.length === 1);
    vi.stubGlobal("localStorage", storage);
    expect([readKeptRing(), readKeptText()]).toEqual(hasStorage ? [null, null] : ["a ring", "a card"]);
    page.close();
  },
);
