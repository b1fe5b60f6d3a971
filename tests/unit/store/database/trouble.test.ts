import { expect, test } from "vitest";
import { TroubleError, writeTrouble } from "../../../../src/store/database/trouble.ts";

test.each([
  ["a trouble that was found before", new TroubleError("otherTabs"), "otherTabs"],
  ["a full disk", new DOMException("no room", "QuotaExceededError"), "diskFull"],
  ["another error", new Error("diskFull"), "notSaved"],
  ["what only looks like a trouble", { name: "TroubleError", trouble: "diskFull" }, "notSaved"],
  ["nothing", null, "notSaved"],
])("%s is told as what it means for a write", (_, error, trouble) => {
  expect(writeTrouble(error)).toBe(trouble);
});
