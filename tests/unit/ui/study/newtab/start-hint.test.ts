/** What a new tab offers to start by keyboard. */
import { expect, test } from "vitest";
import "../../../../support/gallery/browser-stub.ts";
import type { SessionView } from "../../../../../src/session/study/session-view.ts";
import { startHint } from "../../../../../src/ui/study/newtab/start-hint.ts";

const done = (ahead: number): SessionView => ({
  kind: "done",
  next: null,
  ahead,
  reviewedToday: 3,
  noNewCards: false,
  suspended: 0,
  offer: null,
  moreNew: 0,
  portions: null,
  off: { titles: [], all: false },
});

test("nothing is offered where nothing can be started, so that no button does nothing", () => {
  expect(startHint(done(0))).toBeNull();
  expect(startHint({ kind: "loading" })).toBeNull();
  expect(startHint(done(2))).not.toBeNull();
  expect(startHint({ kind: "paused", untilMs: 0 })).toBeNull();
});
