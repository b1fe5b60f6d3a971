/** A long piece of JSON is parsed in so many turns that a page can draw between them; a short one in one. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { packJson, unpackJson } from "../../../src/store/segments/pack.ts";

let now = 0;
beforeEach(() => {
  now = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

const deck = (cards: number) => ({
  format: 2,
  cards: Array.from({ length: cards }, (_, i) => ({ id: `deck/${i}/forward`, prompt: "x".repeat(100) })),
});

/** @param eachMs how long each piece seems to take */
async function turns(cards: number, eachMs: number): Promise<number> {
  const bytes = await packJson(deck(cards));
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += eachMs;
    return now;
  });
  const waits = vi.spyOn(globalThis, "setTimeout");
  expect(await unpackJson(bytes)).toEqual(deck(cards));
  return waits.mock.calls.length;
}

test("whoever waits for the page gets a turn behind each piece that took long", async () => {
  expect(await turns(5000, 10)).toBeGreaterThan(10);
});

test("what is fast is not held up", async () => {
  expect(await turns(5000, 0)).toBe(0);
});
