/** What the background does at each wake: in which order, and never twice at once. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lookAfter } from "../../../src/background/look-after.ts";
import type { Guarded } from "../../../src/copies/record/open-guarded.ts";
import { fakeLocks } from "../../support/places/fake-folder.ts";

const done = vi.hoisted(() => ({ steps: [] as string[], more: false, care: async (): Promise<boolean> => false }));
vi.mock("../../../src/platform/alarm.ts", () => ({ wakeSoon: async () => void done.steps.push("ask to be woken") }));
vi.mock("../../../src/background/go-on-with-folder.ts", () => ({
  goOnWithFolder: async () => {
    done.steps.push("folder");
    return { changed: false, more: done.more };
  },
}));
vi.mock("../../../src/background/take-care.ts", () => ({
  takeCare: (_: Guarded, budgetMs?: number) => {
    done.steps.push(budgetMs === undefined ? "care" : "short care");
    return done.care();
  },
}));

const guarded = { restored: null } as Guarded;
beforeEach(() => {
  vi.stubGlobal("navigator", { ...globalThis.navigator, locks: fakeLocks() });
  Object.assign(done, { steps: [], more: false, care: async () => true });
});
afterEach(() => vi.unstubAllGlobals());

test("where more of an exchange is left it asks to be woken before the care, in which it may be ended", async () => {
  done.more = true;
  expect(await lookAfter(guarded)).toBe(true);
  expect(done.steps).toEqual(["folder", "ask to be woken", "short care"]);
});

test("where nothing is left of one it does not ask", async () => {
  expect(await lookAfter(guarded)).toBe(true);
  expect(done.steps).toEqual(["folder", "care"]);
});

test("a wake beside another leaves all to that, and a later one does it again", async () => {
  let end = (_: boolean): void => {};
  done.care = () =>
    new Promise((resolve) => {
      end = resolve;
    });
  const first = lookAfter(guarded);
  await vi.waitFor(() => expect(done.steps).toEqual(["folder", "care"]), { interval: 1 });
  expect(await lookAfter(guarded)).toBe(false);
  expect(await lookAfter({ ...guarded, restored: { events: 3, missing: 0 } })).toBe(true);
  expect(done.steps).toHaveLength(2);
  end(true);
  expect(await first).toBe(true);
  done.care = async () => false;
  expect(await lookAfter(guarded)).toBe(false);
  expect(done.steps).toEqual(["folder", "care", "folder", "care"]);
});

test("in a browser without locks it does all the same", async () => {
  vi.stubGlobal("navigator", {});
  expect(await lookAfter(guarded)).toBe(true);
  expect(done.steps).toEqual(["folder", "care"]);
});
