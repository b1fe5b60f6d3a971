import { expect, test } from "vitest";
import { memoryFiles } from "../../../support/places/memory-files.ts";

/** Work that says when it begins, and ends when it is told to. */
function piece(name: string, log: string[]) {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async (): Promise<void> => {
    log.push(name);
    await ended;
  };
  return { work, end };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("the lock of files in memory honours its mode: shared work side by side, exclusive work alone and in its turn", async () => {
  const { lock } = memoryFiles();
  const log: string[] = [];
  const [one, two, alone, late] = ["one", "two", "alone", "late"].map((name) => piece(name, log));
  if (!one || !two || !alone || !late) throw new Error("four pieces");
  const all = [
    lock("shared", one.work),
    lock("shared", two.work),
    lock("exclusive", alone.work),
    lock("shared", late.work),
  ];
  await turn();
  expect(log).toEqual(["one", "two"]);
  one.end();
  await turn();
  expect(log).toEqual(["one", "two"]);
  two.end();
  await turn();
  expect(log).toEqual(["one", "two", "alone"]);
  alone.end();
  await turn();
  expect(log).toEqual(["one", "two", "alone", "late"]);
  late.end();
  await Promise.all(all);
});

test("a failure lets the next one in", async () => {
  const { lock } = memoryFiles();
  await expect(lock("exclusive", () => Promise.reject(new Error("boom")))).rejects.toThrow("boom");
  expect(await lock("exclusive", async () => 1)).toBe(1);
});
