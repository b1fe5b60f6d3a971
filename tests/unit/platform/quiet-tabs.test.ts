import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Enough, goOnToday, keepQuiet, noteEnough, takeQuiet } from "../../../src/platform/quiet-tabs.ts";
import { stubPage } from "../../support/session/page-stub.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const ENOUGH: Enough = { kind: "enough", cards: 10, untilMs: NOW + 1000 };

beforeEach(() => {
  stubPage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a new tab is quiet once today's cards are enough, until the day ends or an answer is taken back", () => {
  expect(noteEnough(ENOUGH, NOW)).toEqual(ENOUGH);
  expect(takeQuiet(NOW)).toEqual(ENOUGH);
  expect(takeQuiet(NOW + 1000)).toBeNull();
  expect(noteEnough(null, NOW)).toBeNull();
  expect(takeQuiet(NOW)).toBeNull();
});

test("who goes on after all goes on for the rest of the day, and is told again tomorrow", () => {
  noteEnough(ENOUGH, NOW);
  goOnToday(ENOUGH);
  expect(takeQuiet(NOW)).toBeNull();
  expect(noteEnough(ENOUGH, NOW)).toBeNull();
  expect(takeQuiet(NOW)).toBeNull();
  const tomorrow = { ...ENOUGH, untilMs: NOW + 2000 };
  expect(noteEnough(tomorrow, NOW + 1000)).toEqual(tomorrow);
  expect(takeQuiet(NOW + 1000)).toEqual(tomorrow);
});

test("tabs that were sent away are counted first", () => {
  noteEnough(ENOUGH, NOW);
  keepQuiet({ kind: "tabs", more: 1 });
  expect(takeQuiet(NOW)).toEqual({ kind: "tabs", more: 0 });
  expect(takeQuiet(NOW)).toEqual(ENOUGH);
});
