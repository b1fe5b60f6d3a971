/** What people type for states and days is understood in each language, and said back in its words. */
import { afterEach, expect, test, vi } from "vitest";
import { type Ask, understood } from "../../../../src/core/stats/card-search.ts";
import { searchPhrases } from "../../../../src/session/progress/search-words.ts";
import { catalogueOf, type Language } from "../../../support/extension/catalogues.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

function speak(language: Language): void {
  const getMessage = (key: string): string => catalogueOf(language)[key]?.message ?? "";
  vi.stubGlobal("chrome", { i18n: { getMessage, getUILanguage: () => language } });
}

const ASKED: readonly (readonly [Language, string, readonly Ask[]])[] = [
  ["en", "due tomorrow", ["tomorrow"]],
  ["en", "Due today", ["due"]],
  ["en", "overdue leeches", ["overdue", "leech"]],
  ["en", "cards overdue", ["overdue"]],
  ["en", "what is due tomorrow", ["tomorrow"]],
  ["en", "marked", ["marked"]],
  ["de", "morgen fällige Karten", ["tomorrow"]],
  ["de", "Karten überfällig", ["overdue"]],
  ["es", "tarjetas atrasadas", ["overdue"]],
  ["en", "suspended", ["suspended"]],
  ["en", "put off until tomorrow", ["buried"]],
  ["de", "morgen fällig", ["tomorrow"]],
  ["de", "heute fällig", ["due"]],
  ["de", "überfällig", ["overdue"]],
  ["de", "Ausgeschlossene Karten", ["suspended"]],
  ["de", "Lernbremse", ["leech"]],
  ["de", "bis morgen aufgeschoben", ["buried"]],
  ["es", "pendientes mañana", ["tomorrow"]],
  ["es", "pendientes hoy", ["due"]],
  ["es", "atrasadas", ["overdue"]],
  ["es", "suspendidas", ["suspended"]],
  ["es", "sanguijuelas", ["leech"]],
];

test.each(ASKED)("in %s “%s” is understood", (language, typed, asks) => {
  speak(language);
  expect(understood(typed, searchPhrases())).toEqual({ asks, words: [] });
});

test.each(["en", "de", "es"] as const)("in %s no phrase is empty, nor has two meanings", (language) => {
  speak(language);
  const all = ["Due", "Tomorrow", "Overdue", "Suspended", "Buried", "Marked", "Leech", "Off"].flatMap((name) =>
    (catalogueOf(language)[`search${name}`]?.message ?? "").split("|").map((phrase) => phrase.trim().toLowerCase()),
  );
  expect(all).not.toContain("");
  expect(new Set(all).size).toBe(all.length);
});
