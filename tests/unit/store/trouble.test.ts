import { expect, test, vi } from "vitest";
import { TroubleError, writeTrouble } from "../../../src/store/trouble.ts";

/** The same module once more, as it stands in a bundle that a page loads later. */
async function ofAnotherBundle(): Promise<typeof TroubleError> {
  vi.resetModules();
  return (await import("../../../src/store/trouble.ts")).TroubleError;
}

test("a trouble is recognised whichever bundle it was thrown in", async () => {
  const Other = await ofAnotherBundle();
  expect(Other).not.toBe(TroubleError);
  const error: unknown = new Other("upgradeFailed");
  expect(error instanceof TroubleError && error.trouble).toBe("upgradeFailed");
  expect(writeTrouble(new Other("otherTabs"))).toBe("otherTabs");
  expect(new TroubleError("diskFull") instanceof Other).toBe(true);
});

test("what a module throws that was loaded later is told as such by the page that did not load it itself", async () => {
  vi.resetModules();
  const { rebuild } = await import("../../../src/copies/rebuild-database.ts");
  const error: unknown = await rebuild(null).catch((reason: unknown) => reason);
  expect(error instanceof TroubleError && error.trouble).toBe("databaseUnreadable");
});

test.each([
  ["another error", new Error("upgradeFailed")],
  ["an error of that name with no trouble", Object.assign(new Error("boom"), { name: "TroubleError" })],
  ["a trouble for which there is no sentence", Object.assign(new TroubleError("diskFull"), { trouble: "toString" })],
  ["what only looks like it", { name: "TroubleError", trouble: "diskFull" }],
  ["nothing", null],
])("%s is none", (_, error) => {
  expect(error instanceof TroubleError).toBe(false);
  expect(writeTrouble(error)).toBe("notSaved");
});
