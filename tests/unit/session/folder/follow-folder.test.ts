/** When a study page exchanges with the shared folder: at its start, when it is looked at again, after a visit; one at a time. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type * as folderExchange from "../../../../src/session/folder/folder-exchange.ts";
import { followFolder } from "../../../../src/session/folder/follow-folder.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { fakeFolder } from "../../../support/places/fake-folder.ts";

type Options = Parameters<typeof folderExchange.exchangeWithFolder>[1];
const asked = vi.hoisted(() => ({ work: vi.fn(), toAllow: vi.fn() }));
vi.mock("../../../../src/session/folder/folder-exchange.ts", () => ({
  exchangeUnasked: asked.work,
  folderToAllow: asked.toAllow,
}));

const db = {} as Database;
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const view = new EventTarget();
const come = (): void => void page.dispatchEvent(new Event("visibilitychange"));
const times = (count: number) => vi.waitFor(() => expect(asked.work).toHaveBeenCalledTimes(count), { interval: 1 });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", view);
  vi.spyOn(console, "error").mockReturnValue();
  asked.work.mockReset().mockResolvedValue(null);
  asked.toAllow.mockReset().mockResolvedValue(null);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("at its start, when it is looked at again after a while, and after a visit", async () => {
  const { visitEnded } = followFolder(() => db, vi.fn(), vi.fn());
  await times(1);
  come();
  vi.advanceTimersByTime(59_000);
  come();
  await times(1);
  vi.advanceTimersByTime(2000);
  page.visibilityState = "hidden";
  come();
  page.visibilityState = "visible";
  await times(1);
  come();
  await times(2);
  visitEnded();
  await times(3);
  view.dispatchEvent(new Event("focus"));
  vi.advanceTimersByTime(61_000);
  view.dispatchEvent(new Event("focus"));
  await times(4);
});

test("what was answered while one goes on is for the next one, which waits for it", async () => {
  let end: (value: null) => void = () => {};
  const { visitEnded } = followFolder(() => db, vi.fn(), vi.fn());
  await times(1);
  asked.work.mockImplementation(
    () =>
      new Promise((resolve) => {
        end = resolve;
      }),
  );
  visitEnded();
  await times(2);
  visitEnded();
  await Promise.resolve();
  expect(asked.work).toHaveBeenCalledTimes(2);
  end(null);
  await times(3);
  end(null);
});

test("it goes on for seconds alone, and tells of what has come in, also where the folder was gone on the way", async () => {
  const onNews = vi.fn();
  asked.work.mockImplementation(async (_: Database, options: Options) => {
    expect(options?.goOn?.()).toBe(true);
    vi.advanceTimersByTime(6000);
    expect(options?.goOn?.()).toBe(false);
    options?.onTaken?.(7);
    throw new DOMException("gone", "NotFoundError");
  });
  const { visitEnded } = followFolder(() => db, onNews, vi.fn());
  await vi.waitFor(() => expect(onNews).toHaveBeenCalledOnce(), { interval: 1 });
  asked.work.mockResolvedValue({ notWritten: null });
  visitEnded();
  await times(2);
  expect(onNews).toHaveBeenCalledOnce();
  asked.work.mockImplementation(async (_: Database, options: Options) => {
    options?.onDecks?.(1);
    throw new DOMException("gone", "NotFoundError");
  });
  visitEnded();
  await vi.waitFor(() => expect(onNews).toHaveBeenCalledTimes(2), { interval: 1 });
});

test("where the browser wants the user asked again, a click asks at once, and what follows is exchanged", async () => {
  const { handle, state } = fakeFolder();
  state.access = "prompt";
  const request = vi.spyOn(handle, "requestPermission").mockImplementation(async () => {
    state.access = "granted";
    return state.access;
  });
  asked.toAllow.mockImplementation(async () => (state.access === "prompt" ? handle : null));
  const onAsk = vi.fn<(allow: (() => void) | null) => void>();
  const allow = (): (() => void) | null => onAsk.mock.lastCall?.[0] ?? null;
  followFolder(() => db, vi.fn(), onAsk);
  await times(1);
  expect(allow()).toBeTypeOf("function");
  expect(request).not.toHaveBeenCalled();
  allow()?.();
  // Before anything is waited for: later the browser no longer takes it for a click.
  expect(request).toHaveBeenCalledOnce();
  await times(2);
  expect(allow()).toBeNull();
});

test("a folder that cannot be asked for ends no later exchange", async () => {
  asked.toAllow.mockRejectedValueOnce(new DOMException("gone", "NotFoundError"));
  const { visitEnded } = followFolder(() => db, vi.fn(), vi.fn());
  await vi.waitFor(() => expect(console.error).toHaveBeenCalledOnce(), { interval: 1 });
  visitEnded();
  await times(1);
});
