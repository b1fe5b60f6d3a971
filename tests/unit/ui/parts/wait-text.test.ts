import { describe, expect, it } from "vitest";
import "../../../support/gallery/browser-stub.ts";
import { waitText } from "../../../../src/ui/parts/wait-text.ts";

describe("waitText", () => {
  it.each([
    ["minutes", 1, "1 min"],
    ["minutes", 10, "10 min"],
    ["minutes", 60, "1 hour"],
    ["minutes", 90, "1.5 hours"],
    ["days", 1, "1 day"],
    ["days", 2, "2 days"],
    ["days", 30, "30 days"],
    ["days", 31, "1 month"],
    ["days", 46, "1.5 months"],
    ["days", 91, "3 months"],
    ["days", 364, "12 months"],
    ["days", 365, "1 year"],
    ["days", 498, "1.4 years"],
    ["days", 36_500, "100 years"],
  ] as const)("says %s × %i as it stands on a button", (unit, count, text) => {
    expect(waitText({ unit, count })).toBe(text);
  });

  it("never promises nothing", () => {
    expect(waitText({ unit: "minutes", count: 0 })).toBe("1 min");
  });
});
