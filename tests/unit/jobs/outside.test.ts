/** What only a page can ask the browser for reaches a worker through a port. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NotWaitedError } from "../../../src/core/log/place.ts";
import { type Borrowed, borrowed } from "../../../src/jobs/borrow.ts";
import { type Loan, lend } from "../../../src/jobs/lend.ts";
import type { Outside } from "../../../src/jobs/outside.ts";
import { writeTrouble } from "../../../src/store/database/trouble.ts";
import { type MemoryFiles, memoryFiles } from "../../support/places/memory-files.ts";

let files: MemoryFiles;
let saved: { readonly name: string; readonly text: string }[];
let loan: Loan;

beforeEach(() => {
  files = memoryFiles();
  saved = [];
});
afterEach(() => {
  loan.end();
  vi.useRealTimers();
});

function lentTo(change: Partial<Outside> = {}, onWaiting?: () => void): Borrowed {
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
  return borrowed(structuredClone(loan.lent, { transfer: [loan.lent.port] }), onWaiting);
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
  const write = place?.write("a", new Uint8Array([1]));
  await expect(write).rejects.toThrow("the disk is full");
  expect(await write?.catch(writeTrouble)).toBe("diskFull");
  expect(await place?.list()).toEqual([]);
});

test("what fails there keeps its name, also where no browser has thrown it", async () => {
  const failing = {
    ...files,
    list: () => Promise.reject(new TypeError("not so")),
    read: () => Promise.reject("never"),
  };
  const { place } = lentTo({ place: failing });
  await expect(place?.list()).rejects.toMatchObject({ name: "TypeError", message: "not so" });
  await expect(place?.read("a")).rejects.toMatchObject({ name: "Error", message: "never" });
});

test("what cannot be sent as an answer fails at once", async () => {
  const odd = { ...files, list: async () => [() => "no name"] as unknown as string[] };
  await expect(lentTo({ place: odd }).place?.list()).rejects.toMatchObject({ name: "DataCloneError" });
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

/** Work that goes on until it is told to end. */
function lasting() {
  let end = (): void => {};
  const work = () =>
    new Promise<void>((resolve) => {
      end = resolve;
    });
  return { work, end: () => end() };
}

test("the lock is that of whoever lends, and the worker has it for its work alone", async () => {
  const { place } = lentTo();
  const order: string[] = [];
  const { work, end } = lasting();
  const first = place?.lock("exclusive", async () => {
    order.push("worker begins");
    await work();
    order.push("worker ends");
    return 7;
  });
  await vi.waitFor(() => expect(order).toEqual(["worker begins"]), { interval: 1 });
  const second = files.lock("exclusive", async () => order.push("page"));
  end();
  expect(await first).toBe(7);
  await second;
  expect(order).toEqual(["worker begins", "worker ends", "page"]);
  await expect(place?.lock("exclusive", () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(await files.lock("exclusive", async () => "free")).toBe("free");
});

test("a worker that waits for the lock shows that it goes on", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { work, end } = lasting();
  const held = files.lock("exclusive", work);
  const onWaiting = vi.fn();
  const { place } = lentTo({}, onWaiting);
  const waits = place?.lock("exclusive", async () => "had");
  // It is asked for by now.
  await place?.list();
  vi.advanceTimersByTime(100_000);
  expect(onWaiting.mock.calls.length).toBeGreaterThan(3);
  end();
  await held;
  expect(await waits).toBe("had");
  onWaiting.mockClear();
  vi.advanceTimersByTime(100_000);
  expect(onWaiting).not.toHaveBeenCalled();
});

test("once the work is to end it waits for no lock, and takes the one that is free", async () => {
  const { work, end } = lasting();
  const held = files.lock("exclusive", work);
  const { place } = lentTo();
  const waits = place?.lock("exclusive", async () => "had");
  // It is asked for by now.
  await place?.list();
  loan.stop();
  await expect(waits).rejects.toBeInstanceOf(NotWaitedError);
  await expect(place?.lock("exclusive", async () => "had")).rejects.toBeInstanceOf(NotWaitedError);
  end();
  await held;
  expect(await place?.lock("exclusive", async () => "had")).toBe("had");
});

test("a worker that is ended while it writes leaves the lock only when the file is written", async () => {
  const { work, end } = lasting();
  const write = async (name: string, content: Uint8Array<ArrayBuffer>) => {
    await work();
    await files.write(name, content);
  };
  const slow = { ...files, write: vi.fn(write) };
  const { place } = lentTo({ place: slow });
  void place?.lock("exclusive", async () => place.write("a", new Uint8Array([1])));
  await vi.waitFor(() => expect(slow.write).toHaveBeenCalled(), { interval: 1 });
  loan.end();
  const next = files.lock("exclusive", async () => files.content.has("a"));
  // As long as it takes to ask for something, nobody else has it.
  await lentTo().place?.list();
  end();
  expect(await next).toBe(true);
});

const never = () => new Promise<never>(() => {});

test("where the page cannot understand what a worker says, all that this waits for fails at once", async () => {
  const { place } = lentTo({ place: { ...files, list: never } });
  const waits = place?.list();
  await Promise.all([
    expect(waits).rejects.toThrow("cannot be read"),
    expect(place?.write("a", "no bytes" as unknown as Uint8Array<ArrayBuffer>)).rejects.toThrow("cannot be read"),
  ]);
  await expect(place?.read("a")).rejects.toThrow("cannot be read");
});

test.each<[string, (page: MessagePort, worker: MessagePort) => void]>([
  ["understand", (page) => page.postMessage({ kind: "done" })],
  ["read", (_, worker) => void worker.dispatchEvent(new Event("messageerror"))],
])("where a worker cannot %s what the page says, all that it waits for fails at once", async (_, say) => {
  const { port1, port2 } = new MessageChannel();
  loan = lend({ place: null, appVersion: "1.2.3", downloads: { permitted: never, mostBytes: 0, save: never } });
  const { place } = borrowed({ ...loan.lent, port: port2, place: { kind: "own", name: "files" } });
  const waits = place?.list();
  say(port1, port2);
  await expect(waits).rejects.toThrow("cannot be read");
  await expect(place?.read("a")).rejects.toThrow("cannot be read");
  port1.close();
});

test("what work under a lock fails of is told, also where the lock cannot be given free any more", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const { place } = lentTo();
  const failed = new Error("the work failed");
  const work = place?.lock("exclusive", async () => {
    await place.write("a", "no bytes" as unknown as Uint8Array<ArrayBuffer>).catch(() => {});
    throw failed;
  });
  await expect(work).rejects.toBe(failed);
  expect(logged).toHaveBeenCalledTimes(1);
  logged.mockRestore();
  // With the loan it comes free.
  loan.end();
  expect(await files.lock("exclusive", async () => "free")).toBe("free");
});

test("where the browser has no place for a second record there is none", () => {
  expect(lentTo({ place: null }).place).toBeNull();
});
