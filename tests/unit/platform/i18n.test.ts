import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { messagesDirection, plural, t, uiLanguage } from "../../../src/platform/i18n.ts";
import { catalogueOf } from "../../support/extension/catalogues.ts";

/** The browser of a user: the file of messages that it chose, and the language that it speaks itself. */
function browser(messages: "en" | "es" | "de", language: string): void {
  const catalogue = catalogueOf(messages);
  const getMessage = (key: string, given: readonly string[]): string =>
    (catalogue[key]?.message ?? "").replace(/\$(\d)/g, (_, place: string): string => given[Number(place) - 1] ?? "");
  vi.stubGlobal("chrome", { i18n: { getMessage, getUILanguage: () => language } });
}

beforeEach(() => browser("en", "en-US"));
afterEach(() => {
  vi.unstubAllGlobals();
});

test("the languages of a browser are asked for once", () => {
  const { i18n } = (globalThis as unknown as { chrome: { i18n: { getMessage: (key: string) => string } } }).chrome;
  const asked: string[] = [];
  const { getMessage } = i18n;
  i18n.getMessage = (key, ...rest) => {
    asked.push(key);
    return getMessage(key, ...rest);
  };
  for (let count = 0; count < 5; count++) plural("browseFound", count);
  expect(asked.filter((key) => key === "localeTag")).toHaveLength(1);
});

describe("a message", () => {
  test.each([
    ["en", "en-US", "Of the 2,000 facts that you have begun, you would recall about 1,234.5"],
    ["es", "es-ES", "De los 2000 hechos"],
    ["es", "es-MX", "De los 2,000 hechos"],
    ["de", "de-DE", "Von den 2.000 begonnenen Fakten"],
  ] as const)("in %s on a browser in %s writes numbers as they are written there", (messages, language, expected) => {
    browser(messages, language);
    expect(plural("returnKnown", 2000, 1234.5)).toContain(expected);
  });

  test("leaves a text as it is, such as a year", () => {
    browser("de", "de");
    expect(t("confidenceLikelySince", "1998")).toBe("Seit 1998 wahrscheinlich.");
  });
});

describe("a number of things", () => {
  test.each([
    ["en", 1, "1 card"],
    ["en", 0, "0 cards"],
    ["de", 1, "1 Karte"],
    ["de", 1500, "1.500 Karten"],
    ["es", 1, "1 tarjeta"],
    ["es", 0, "0 tarjetas"],
    // Spanish has a form for whole millions, which is left out and said as any other.
    ["es", 2_000_000, "2.000.000 tarjetas"],
  ] as const)("in %s: %i", (messages, count, expected) => {
    browser(messages, messages);
    expect(plural("browseFound", count)).toBe(expected);
  });

  test.each([
    ["en", 1.5, "1.5 months"],
    ["de", 1.5, "1,5 Monate"],
    ["es", 1.5, "1,5 meses"],
    ["es", 1, "1 mes"],
  ] as const)("in %s: %f", (messages, count, expected) => {
    browser(messages, messages);
    expect(plural("waitMonths", count)).toBe(expected);
  });
});

describe("the language of dates and numbers", () => {
  test.each([
    ["en", "en-GB", "en-GB"],
    ["en", "fr-FR", "en"],
    ["es", "es-419", "es-419"],
    ["de", "de", "de"],
    // Not every language whose name begins alike is the same.
    ["es", "est-EE", "es"],
  ] as const)("with messages in %s on a browser in %s is %s", (messages, language, expected) => {
    browser(messages, language);
    expect(uiLanguage()).toBe(expected);
    expect(messagesDirection()).toBe("ltr");
  });
});
