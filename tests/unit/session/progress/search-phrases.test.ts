/** What people type for states and days is understood in each language. */
import { afterEach, expect, test, vi } from "vitest";
import { type Ask, understood } from "../../../../src/core/stats/card-search.ts";
import { PHRASES, searchPhrases } from "../../../../src/session/progress/search-words.ts";
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
  ["en", "with a star", ["marked"]],
  ["en", "Switched off", ["off"]],
  ["de", "morgen fällig", ["tomorrow"]],
  ["de", "heute fällig", ["due"]],
  ["de", "überfällig", ["overdue"]],
  ["de", "Ausgeschlossene Karten", ["suspended"]],
  ["de", "Lernbremse", ["leech"]],
  ["de", "bis morgen aufgeschoben", ["buried"]],
  ["de", "mit Stern", ["marked"]],
  ["de", "ausgeschaltete Karten", ["off"]],
  ["es", "pendientes mañana", ["tomorrow"]],
  ["es", "pendientes hoy", ["due"]],
  ["es", "atrasadas", ["overdue"]],
  ["es", "suspendidas", ["suspended"]],
  ["es", "sanguijuelas", ["leech"]],
  ["es", "aplazadas hasta mañana", ["buried"]],
  ["es", "con estrella", ["marked"]],
  ["es", "desactivadas", ["off"]],
];

test.each(ASKED)("in %s “%s” is understood", (language, typed, asks) => {
  speak(language);
  expect(understood(typed, searchPhrases())).toEqual({ asks, words: [] });
});

const LANGUAGES = ["en", "de", "es"] as const satisfies Language[];

test.each(LANGUAGES)("in %s everything that can be asked for in words is tried above", (language) => {
  const tried = ASKED.flatMap(([of, , asks]) => (of === language ? asks : []));
  expect(new Set(tried)).toEqual(new Set(Object.keys(PHRASES)));
});

test.each(LANGUAGES)("in %s no phrase is empty, nor has two meanings", (language) => {
  const all = Object.values(PHRASES).flatMap((name) =>
    (catalogueOf(language)[name]?.message ?? "").split("|").map((phrase) => phrase.trim().toLowerCase()),
  );
  expect(all).not.toContain("");
  expect(new Set(all).size).toBe(all.length);
});
