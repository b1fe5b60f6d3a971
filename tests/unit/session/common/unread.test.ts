import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { unread } from "../../../../src/session/common/unread.ts";
import { openDatabase } from "../../../../src/store/opening/open.ts";
import { deleteDatabase } from "../../../support/database/db-steps.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await deleteDatabase();
});

describe("what could not be read", () => {
  test("is told to the console, and something else stands instead of it", () => {
    const told = vi.spyOn(console, "error").mockReturnValue();
    const error = new TypeError("no row");
    expect(unread("the end of the day", null)(error)).toBeNull();
    expect(told).toHaveBeenCalledExactlyOnceWith("the end of the day could not be read:", error);
  });

  test("is not told where the connection was closed meanwhile: whoever closed it knows", async () => {
    const told = vi.spyOn(console, "error").mockReturnValue();
    const db = await openDatabase();
    db.close();
    const reading = (async () => db.count("events"))();
    expect(await reading.catch(unread("the log", "nothing"))).toBe("nothing");
    expect(told).not.toHaveBeenCalled();
  });
});
