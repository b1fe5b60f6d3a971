import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Progress } from "../../../../src/core/progress.ts";
import type { CardList } from "../../../../src/session/progress/card-list.ts";
import { cardListControl } from "../../../../src/session/progress/card-list-control.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

const listOf = (today: number): CardList => ({ lines: [], today, exam: null, pausedUntil: null });

/** A reading that ends when the test says so. */
function reading() {
  let resolve: (list: CardList) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<CardList>((good, bad) => {
    resolve = good;
    reject = bad;
  });
  let tell: (progress: Progress) => void = () => {};
  return {
    read: (onProgress: (progress: Progress) => void) => {
      tell = onProgress;
      return promise;
    },
    tell: (done: number) => tell({ done, total: 10 }),
    end: (list: CardList) => resolve(list),
    fail: () => reject(new Error("cannot be read")),
  };
}
/** Whoever waits for a promise that is settled has been told. */
const told = () => new Promise((resolve) => setTimeout(resolve));

test("tells how far it has come, and then the list", async () => {
  const control = cardListControl();
  const first = reading();
  control.read(first.read);
  first.tell(4);
  expect(control.current()).toEqual({ kind: "reading", progress: { done: 4, total: 10 } });
  first.end(listOf(1));
  await told();
  expect(control.current()).toEqual({ kind: "read", list: listOf(1) });
});

test("a list that is shown stays while the next one is read", async () => {
  const control = cardListControl();
  const [first, second] = [reading(), reading()];
  control.read(first.read);
  first.end(listOf(1));
  await told();
  control.read(second.read);
  second.tell(4);
  expect(control.current()).toEqual({ kind: "read", list: listOf(1) });
  second.end(listOf(2));
  await told();
  expect(control.current()).toEqual({ kind: "read", list: listOf(2) });
});

test("an earlier reading says nothing any more, however it ends", async () => {
  const control = cardListControl();
  const [first, second, third] = [reading(), reading(), reading()];
  control.read(first.read);
  control.read(second.read);
  control.read(third.read);
  third.end(listOf(3));
  await told();
  first.end(listOf(1));
  second.fail();
  await told();
  expect(control.current()).toEqual({ kind: "read", list: listOf(3) });
});

test("nor does one that was ended, and ending an earlier one ends no later one", async () => {
  const control = cardListControl();
  const [first, second] = [reading(), reading()];
  const end = control.read(first.read);
  control.read(second.read);
  end();
  second.end(listOf(2));
  await told();
  expect(control.current()).toEqual({ kind: "read", list: listOf(2) });
  const third = reading();
  control.read(third.read)();
  third.fail();
  await told();
  expect(control.current()).toEqual({ kind: "read", list: listOf(2) });
});

test("a failure is told, and the next reading may do better", async () => {
  const control = cardListControl();
  const [first, second] = [reading(), reading()];
  control.read(first.read);
  first.fail();
  await told();
  expect(control.current()).toEqual({ kind: "failed" });
  control.read(second.read);
  second.end(listOf(2));
  await told();
  expect(control.current()).toEqual({ kind: "read", list: listOf(2) });
});
