import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DEFAULT_SETTINGS } from "../../../../src/core/settings.ts";
import { nowAt } from "../../../../src/core/time/now.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { systemClock } from "../../../../src/platform/clock.ts";
import { followState } from "../../../../src/session/study/follow-state.ts";
import { type SessionState, START } from "../../../../src/session/study/session-state.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

let nowMs: number;
let offset: number;
const listeners = new Map<string, () => void>();

beforeEach(() => {
  [nowMs, offset] = [20_000 * DAY_MS + DAY_MS / 2, 0];
  vi.useFakeTimers();
  stubPage();
  vi.stubGlobal("addEventListener", (type: string, listen: () => void) => listeners.set(type, listen));
  vi.spyOn(systemClock, "nowMs").mockImplementation(() => nowMs);
  vi.spyOn(systemClock, "offsetAt").mockImplementation(() => offset);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A page at the end of its day, and how often it has looked again since. */
function finished() {
  const looked = vi.fn(() => follow(state()));
  const state = (): SessionState => ({
    ...START,
    today: {
      now: nowAt(nowMs, systemClock.offsetAt, 4),
      learning: [],
      reviews: [],
      newCards: [],
      answered: [],
      decks: [],
      device: "0000000000000001",
      settings: DEFAULT_SETTINGS,
    } as unknown as SessionState["today"],
    queue: { cards: [], ahead: [], left: { learning: 0, review: 0, new: 0 } },
  });
  const follow = followState(looked);
  follow(state());
  return { looked, wake: () => listeners.get("keydown")?.() };
}

test("a sign of life before anything has changed is no reason to look again", () => {
  const { looked, wake } = finished();
  nowMs += DAY_MS / 4;
  wake();
  expect(looked).not.toHaveBeenCalled();
});

test.each<[string, () => void]>([
  ["the day is over", () => (nowMs += DAY_MS)],
  ["the clock was set back, by a minute even", () => (nowMs -= 60_000)],
  ["the machine is in another time zone", () => (offset = 600)],
])("a sign of life brings the queue up to date where %s, once", (_, change) => {
  const { looked, wake } = finished();
  change();
  wake();
  wake();
  expect(looked).toHaveBeenCalledTimes(1);
});
