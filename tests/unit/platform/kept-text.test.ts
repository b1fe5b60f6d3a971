import { afterEach, describe, expect, test, vi } from "vitest";
import { keepText, readKeptText, replaceKeptText } from "../../../src/platform/kept-text.ts";
import { stubPage } from "../../support/session/page-stub.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the text that a page can read at once", () => {
  test("is what was kept last, until it is forgotten", () => {
    stubPage();
    expect(readKeptText()).toBeNull();
    keepText("one");
    keepText("two");
    expect(readKeptText()).toBe("two");
    keepText(null);
    expect(readKeptText()).toBeNull();
  });

  test("is not kept where it is very long, nor what stood there before, and never read", () => {
    const { kept } = stubPage();
    keepText("one");
    keepText("x".repeat(50_001));
    expect(kept.size).toBe(0);
    keepText("x".repeat(50_000));
    const [key = ""] = kept.keys();
    expect(readKeptText()).toHaveLength(50_000);
    kept.set(key, "x".repeat(50_001));
    expect(readKeptText()).toBeNull();
  });

  test("makes way for another only where it is still there, and the other is not too long", () => {
    stubPage();
    keepText("one");
    replaceKeptText("one", "one and more");
    expect(readKeptText()).toBe("one and more");
    replaceKeptText("one", "late");
    expect(readKeptText()).toBe("one and more");
    replaceKeptText("one and more", "x".repeat(50_001));
    expect(readKeptText()).toBe("one and more");
    keepText(null);
    replaceKeptText("one and more", "late");
    expect(readKeptText()).toBeNull();
  });

  test.each(["getItem", "setItem"])("is done without where the browser refuses %s", (method) => {
    stubPage();
    const refuse = (): never => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
    vi.stubGlobal("localStorage", { ...localStorage, [method]: refuse });
    keepText("one");
    keepText(null);
    expect(readKeptText()).toBeNull();
  });

  test("is not the one before where there is no room for another", () => {
    stubPage();
    keepText("old");
    const full = (): never => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
    vi.stubGlobal("localStorage", { ...localStorage, setItem: full });
    keepText("new");
    expect(readKeptText()).toBeNull();
  });

  test("is done without where a page has no such storage at all", () => {
    stubPage();
    vi.stubGlobal("localStorage", undefined);
    keepText("one");
    expect(readKeptText()).toBeNull();
  });
});
