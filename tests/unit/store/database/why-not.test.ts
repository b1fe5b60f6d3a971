import { afterEach, expect, test, vi } from "vitest";
import { TroubleError } from "../../../../src/store/database/trouble.ts";
import { whyNotRead, whyNotWritten } from "../../../../src/store/database/why-not.ts";

const room = (estimate: () => Promise<StorageEstimate>) => vi.stubGlobal("navigator", { storage: { estimate } });
const FULL = async () => ({ quota: 1_482_530, usage: 1_482_530 });
const FREE = async () => ({ quota: 5_000_000_000, usage: 1_482_530 });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

// As Chromium 156 and Firefox 153 gave them on a small disk that ran full under a page.
const quota = new DOMException("Encountered disk full while committing transaction.", "QuotaExceededError");
const words = "Connection is closing because of: IO error: .../000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 3::8)";
const unknown = new DOMException(words, "UnknownError");
const closing = new DOMException("The database connection is closing.", "InvalidStateError");

test.each([
  ["a quota that is exceeded", quota],
  ["an unknown error of the storage", unknown],
  ["a connection that is closing", closing],
  ["a transaction that was aborted", new DOMException("Internal error committing transaction.", "AbortError")],
  ["a database that could not be opened again", new TroubleError("databaseUnreadable")],
])("a full disk is told as that where it shows as %s", async (_, error) => {
  room(FULL);
  expect(await whyNotWritten(error)).toBe("diskFull");
});

test("an error that says so itself is believed, whatever the browser says of the room that is left", async () => {
  room(FREE);
  expect(await whyNotWritten(quota)).toBe("diskFull");
  expect(await whyNotWritten(unknown)).toBe("diskFull");
  expect(await whyNotWritten(closing)).toBe("notSaved");
});

test("a disk that is full as well does not hide what the user can do something else about", async () => {
  room(FULL);
  for (const trouble of ["otherTabs", "databaseNewer", "databaseClosed", "databaseForbidden", "deckMissing"] as const) {
    expect(await whyNotWritten(new TroubleError(trouble))).toBe(trouble);
    expect(await whyNotRead(new TroubleError(trouble))).toBe(trouble);
  }
});

test("a database that cannot be opened on a full disk is not called damaged", async () => {
  room(FULL);
  expect(await whyNotRead(new TroubleError("databaseUnreadable"))).toBe("diskFull");
  expect(await whyNotRead(new TroubleError("upgradeFailed"))).toBe("diskFull");
  room(FREE);
  expect(await whyNotRead(new TroubleError("upgradeFailed"))).toBe("upgradeFailed");
  expect(await whyNotRead(closing)).toBe("databaseUnreadable");
});

test("a browser that does not answer how much room is left, or cannot, is not waited for", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  room(() => Promise.reject(new TypeError("internal error")));
  expect(await whyNotWritten(closing)).toBe("notSaved");
  vi.useFakeTimers();
  room(() => new Promise(() => {}));
  const asked = whyNotWritten(closing);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await asked).toBe("notSaved");
});
