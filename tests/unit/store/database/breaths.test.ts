/** A long piece of JSON is packed and parsed in so many turns that a page can draw between them; a short one in one. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { packJson, unpackJson } from "../../../../src/store/segments/pack.ts";

let now = 0;
beforeEach(() => {
  now = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const deck = (cards: number) => ({
  format: 2,
  cards: Array.from({ length: cards }, (_, i) => ({ id: `deck/${i}/forward`, prompt: "x".repeat(100) })),
});

/** The turns that some work takes. @param eachMs how long each piece of it seems to take */
async function turns(eachMs: number, work: () => Promise<unknown>): Promise<number> {
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += eachMs;
    return now;
  });
  let made = 0;
  const Channel = MessageChannel;
  const timers = vi.spyOn(globalThis, "setTimeout");
  vi.stubGlobal(
    "MessageChannel",
    class extends Channel {
      constructor() {
        super();
        made += 1;
      }
    },
  );
  await work();
  // In a page that nobody sees they would hold the work up.
  expect(timers).not.toHaveBeenCalled();
  return made;
}

const packing = () => packJson(deck(5000));
const unpacking = async () => {
  const bytes = await packing();
  return async () => expect(await unpackJson(bytes)).toEqual(deck(5000));
};

test("whoever waits for the page gets a turn behind each piece that took long", async () => {
  expect(await turns(10, await unpacking())).toBeGreaterThan(10);
});

test("also while it is packed", async () => {
  expect(await turns(10, packing)).toBeGreaterThan(5);
});

test("what is fast is not held up", async () => {
  expect(await turns(0, await unpacking())).toBe(0);
  expect(await turns(0, packing)).toBe(0);
});
