/** What only a page can ask the browser for reaches a worker through a port. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Borrowed, borrowed, type Loan, lend, type Outside } from "../../../src/jobs/outside.ts";
import { type MemoryFiles, memoryFiles, memoryLock } from "../../support/places/memory-files.ts";

let files: MemoryFiles;
let saved: { readonly name: string; readonly text: string }[];
let loan: Loan;

beforeEach(() => {
  files = memoryFiles();
  saved = [];
});
afterEach(() => loan.end());

function lentTo(change: Partial<Outside> = {}): Borrowed {
  const outside: Outside = {
    place: files,
    appVersion: "1.2.3",
    downloads: {
      permitted: async () => true,
      mostBytes: Number.POSITIVE_INFINITY,
      save: async (name, content) => saved.push({ name, text: await content.text() }) < 2,
    },
    ...change,
  };
  loan = lend(outside);
  return borrowed(structuredClone(loan.lent, { transfer: [loan.lent.port] }), memoryLock());
}

test("a worker reads and writes the files of the second record", async () => {
  const { place, appVersion } = lentTo();
  await place?.write("a", new Uint8Array([1, 2]));
  await Promise.all([place?.write("b", new Uint8Array([3])), place?.write("c", new Uint8Array())]);
  expect([...files.content.keys()]).toEqual(["a", "b", "c"]);
  expect(await Promise.all(["b", "none", "a"].map((name) => place?.read(name)))).toEqual([
    new Uint8Array([3]),
    null,
    new Uint8Array([1, 2]),
  ]);
  await place?.remove("b");
  expect(await place?.list()).toEqual(["a", "c"]);
  expect([place?.kind, place?.name, appVersion]).toEqual(["own", files.name, "1.2.3"]);
});

test("what fails there fails here, and what comes after does not", async () => {
  const full = { ...files, write: () => Promise.reject(new DOMException("the disk is full", "QuotaExceededError")) };
  const { place } = lentTo({ place: full });
  await expect(place?.write("a", new Uint8Array([1]))).rejects.toThrow("the disk is full");
  expect(await place?.list()).toEqual([]);
});

test("a file goes to the downloads, and the worker hears whether it was let", async () => {
  const { downloads } = lentTo();
  expect(downloads.mostBytes).toBe(Number.POSITIVE_INFINITY);
  expect(await downloads.permitted()).toBe(true);
  expect(await downloads.save("one.json", new Blob(["{}"]))).toBe(true);
  expect(await downloads.save("two.json", new Blob(["[]"]))).toBe(false);
  expect(saved).toEqual([
    { name: "one.json", text: "{}" },
    { name: "two.json", text: "[]" },
  ]);
});

test("the work goes on until whoever lent it wants it to end, and what it asks for until then is answered", async () => {
  const { place, goOn } = lentTo();
  expect(await place?.list()).toEqual([]);
  expect(goOn()).toBe(true);
  const written = place?.write("a", new Uint8Array([1]));
  loan.stop();
  await written;
  expect(await place?.list()).toEqual(["a"]);
  expect(goOn()).toBe(false);
});

test("where the browser has no place for a second record there is none", () => {
  expect(lentTo({ place: null }).place).toBeNull();
});
