/** What people type for states and days is understood in each language. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CARD_FILTERS, type CardLine } from "../../../../src/core/stats/card-list.ts";
import { searchLines } from "../../../../src/core/stats/card-search.ts";
import { type Ask, type AskedState, type Meaning, understood } from "../../../../src/core/stats/search-asks.ts";
import { FILTER_NAMES, PHRASES, searchVocabulary } from "../../../../src/session/progress/search-words.ts";
import { catalogueOf, type Language } from "../../../support/extension/catalogues.ts";
import { line, TODAY } from "../../../support/samples/card-lines.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

function speak(language: Language): void {
  const getMessage = (key: string): string => catalogueOf(language)[key]?.message ?? "";
  vi.stubGlobal("chrome", { i18n: { getMessage, getUILanguage: () => language } });
}

const LANGUAGES = ["en", "de", "es"] as const satisfies Language[];

const state = (name: AskedState): Ask => ({ kind: "state", state: name, not: false });
const days = (from: number | null, to = from ?? 0): Ask => ({
  kind: "days",
  from: from === null ? null : TODAY + from,
  to: TODAY + to,
  not: false,
});
const not = (ask: Ask): Ask => ({ ...ask, not: true });
const DUE = days(null);
const OVERDUE = days(null, -1);

/** Today is a Monday. */
const ASKED: Readonly<Record<(typeof LANGUAGES)[number], readonly (readonly [string, ...Ask[]])[]>> = {
  en: [
    ["due", DUE],
    ["Due today", DUE],
    ["due now!", DUE],
    ["due tomorrow", days(1)],
    ["due tomorrow?", days(1)],
    ["tomorrow", days(1)],
    ["what is due tomorrow", days(1)],
    ["What's due the day after tomorrow?", days(2)],
    ["due this week", days(null, 6)],
    ["due next week", days(7, 13)],
    ["cards for next week", days(7, 13)],
    ["due monday", days(7)],
    ["due on Tuesday", days(1)],
    ["due next Sunday", days(6)],
    ["due in 3 days", days(3)],
    ["due in three days", days(3)],
    ["due in a week", days(7)],
    ["due within 2 weeks", days(null, 14)],
    ["due in the next 5 days", days(null, 5)],
    ["due yesterday", days(-1)],
    ["due by Friday", days(null, 4)],
    ["due before Friday", days(null, 3)],
    ["what is due today or tomorrow?", DUE, days(1)],
    ["due today and tomorrow", DUE, days(1)],
    ["neither due nor new", not(DUE), not(state("new"))],
    ["overdue leeches", OVERDUE, state("leech")],
    ["cards overdue", OVERDUE],
    ["new", state("new")],
    ["new cards", state("new")],
    ["not yet begun", state("new")],
    ["begun", state("begun")],
    ["learning cards", state("learning")],
    ["known", state("known")],
    ["fading", state("fading")],
    ["young cards", state("young")],
    ["mature card", state("mature")],
    ["suspended", state("suspended")],
    ["not suspended", not(state("suspended"))],
    ["due but not suspended", DUE, not(state("suspended"))],
    ["cards that are not due tomorrow", not(days(1))],
    ["tomorrow not due", not(days(1))],
    ["cards without a star", not(state("marked"))],
    ["put off until tomorrow", state("buried")],
    ["put-off", state("buried")],
    ["with a star", state("marked")],
    ["starred", state("marked")],
    ["edited", state("edited")],
    ["switched off", state("off")],
    ["all cards", state("all")],
    ["all due cards", DUE],
  ],
  de: [
    ["fällig", DUE],
    ["faellig", DUE],
    ["heute fällige Karten", DUE],
    ["Was ist heute fällig?", DUE],
    ["bis heute fällig", DUE],
    ["morgen fällige Karten", days(1)],
    ["fällig morgen", days(1)],
    ["übermorgen fällig", days(2)],
    ["uebermorgen faellige", days(2)],
    ["gestern fällig", days(-1)],
    ["diese Woche fällig", days(null, 6)],
    ["nächste Woche fällig", days(7, 13)],
    ["in der nächsten Woche fällig", days(7, 13)],
    ["am Montag fällig", days(7)],
    ["bis zum Freitag fällig", days(null, 4)],
    ["fällig vor Freitag", days(null, 3)],
    ["heute oder morgen fällig", DUE, days(1)],
    ["Was ist heute dran?", DUE],
    ["dienstags", days(1)],
    ["fällig am Dienstag", days(1)],
    ["in 3 Tagen fällig", days(3)],
    ["in einer Woche fällig", days(7)],
    ["in den nächsten drei Tagen fällig", days(null, 3)],
    ["innerhalb von zwei Wochen fällig", days(null, 14)],
    ["Karten überfällig", OVERDUE],
    ["ueberfaellige", OVERDUE],
    ["neu", state("new")],
    ["neue Karten", state("new")],
    ["noch nicht begonnene", state("new")],
    ["begonnene", state("begun")],
    ["beim Lernen", state("learning")],
    ["gewusste Karten", state("known")],
    ["verblassende", state("fading")],
    ["junge Karten", state("young")],
    ["reife Karten", state("mature")],
    ["ausgesetzte", state("suspended")],
    ["Ausgeschlossene Karten", state("suspended")],
    ["nicht ausgeschlossen", not(state("suspended"))],
    ["keine neuen Karten", not(state("new"))],
    ["morgen nicht fällig", not(days(1))],
    ["nicht morgen fällig", not(days(1))],
    ["Stern", state("marked")],
    ["mit Stern", state("marked")],
    ["ohne Stern", not(state("marked"))],
    ["zurueckgestellt", state("buried")],
    ["geänderte", state("edited")],
    ["Lernbremsen", state("leech")],
    ["ausgeschaltete Karten", state("off")],
    ["alle Karten", state("all")],
    ["alle fälligen", DUE],
  ],
  es: [
    ["pendientes", DUE],
    ["¿qué toca hoy?", DUE],
    ["¿Qué tarjetas tocan mañana?", days(1)],
    ["pendientes para mañana", days(1)],
    ["pasado mañana", days(2)],
    ["ayer", days(-1)],
    ["pendientes esta semana", days(null, 6)],
    ["tarjetas del lunes", days(7)],
    ["pendientes la próxima semana", days(7, 13)],
    ["la semana que viene", days(7, 13)],
    ["vencen el lunes", days(7)],
    ["pendientes hasta el viernes", days(null, 4)],
    ["antes del viernes", days(null, 3)],
    ["pendientes hoy o mañana", DUE, days(1)],
    ["ni nuevas ni pendientes", not(state("new")), not(DUE)],
    ["que no sean nuevas", not(state("new"))],
    ["pendientes el miércoles", days(2)],
    ["dentro de 3 días", days(3)],
    ["pendientes en una semana", days(7)],
    ["en los próximos cinco días", days(null, 5)],
    ["las próximas dos semanas", days(null, 14)],
    ["tarjetas atrasadas", OVERDUE],
    ["nuevas", state("new")],
    ["tarjetas nuevas", state("new")],
    ["sin empezar", state("new")],
    ["empezadas", state("begun")],
    ["en aprendizaje", state("learning")],
    ["que se saben", state("known")],
    ["se están olvidando", state("fading")],
    ["tarjetas jóvenes", state("young")],
    ["tarjetas maduras", state("mature")],
    ["suspendidos", state("suspended")],
    ["no suspendidas", not(state("suspended"))],
    ["que no están suspendidas", not(state("suspended"))],
    ["no pendientes hoy", not(DUE)],
    ["estrella", state("marked")],
    ["con estrella", state("marked")],
    ["sin estrella", not(state("marked"))],
    ["aplazadas hasta mañana", state("buried")],
    ["editadas", state("edited")],
    ["sanguijuelas", state("leech")],
    ["desactivadas", state("off")],
    ["todas las tarjetas", state("all")],
  ],
};

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(ASKED[language].map(([typed, ...asks]) => ({ typed, asks })))(
    "“$typed” is understood",
    ({ typed, asks }) => {
      speak(language);
      expect(understood(typed, searchVocabulary(), TODAY)).toEqual({ asks, words: [], quoted: [] });
    },
  );

  test("every state and every kind of day is tried above", () => {
    const tried = ASKED[language].flatMap(([, ...asks]) => asks);
    const states = tried.flatMap((ask) => (ask.kind === "state" ? [ask.state] : []));
    const known = PHRASES.flatMap(([, meaning]) => (meaning.kind === "state" ? [meaning.state] : []));
    expect(new Set(states)).toEqual(new Set(known));
  });

  test("what a filter is called is understood as it, whether with a question mark or without", () => {
    speak(language);
    for (const filter of CARD_FILTERS) {
      const name = catalogueOf(language)[FILTER_NAMES[filter]]?.message ?? "";
      const ask = filter === "due" ? DUE : state(filter);
      for (const typed of [name, name.toUpperCase(), `${name}?`])
        expect(understood(typed, searchVocabulary(), TODAY), typed).toEqual({ asks: [ask], words: [], quoted: [] });
    }
  });

  test("no phrase is empty, nor has two meanings", () => {
    speak(language);
    const { phrases } = searchVocabulary();
    expect([...phrases.keys()]).not.toContain("");
    // Each message alone: what it says is in all of them as it is in itself.
    for (const [name, meaning] of PHRASES) {
      const alone = { ...catalogueOf(language), ...Object.fromEntries(OTHERS(name)) };
      vi.stubGlobal("chrome", {
        i18n: { getMessage: (key: string) => alone[key]?.message ?? "", getUILanguage: () => language },
      });
      const own = [...searchVocabulary().phrases].filter(([, { kind }]) => kind !== "weekday");
      for (const [phrase, of] of own) if (phrase !== "") expect(phrases.get(phrase), `${name}: ${phrase}`).toEqual(of);
      expect(own.some(([, of]) => of === meaning)).toBe(true);
    }
  });

  test("whatever stands before it, a word that turns round finds all the other cards and no more", () => {
    speak(language);
    const vocabulary = searchVocabulary();
    const of = (kinds: readonly Meaning["kind"][]) =>
      [...vocabulary.phrases].flatMap(([phrase, meaning]) => (kinds.includes(meaning.kind) ? [phrase] : []));
    const asks = of(["state", "due", "overdue", "day", "week", "weekday"]).filter(
      (phrase) => !isEvery(vocabulary.phrases.get(phrase)),
    );
    for (const asked of asks) {
      const found = searchLines(EACH, understood(asked, vocabulary, TODAY), "every", TODAY);
      for (const turned of of(["not"])) {
        const typed = `${turned} ${asked}`;
        const rest = searchLines(EACH, understood(typed, vocabulary, TODAY), "every", TODAY);
        expect(rest, typed).toEqual(EACH.filter((one) => !found.includes(one)));
      }
    }
  });

  test("a long text that was pasted is looked for as words", () => {
    speak(language);
    const { phrases } = searchVocabulary();
    const idle = [...phrases].flatMap(([phrase, { kind }]) =>
      ["on", "beside", "until", "not"].includes(kind) ? [phrase] : [],
    );
    const pasted = Array.from({ length: 20_000 }, (_, i) => idle[i % idle.length]).join(" ");
    expect(understood(pasted, searchVocabulary(), TODAY)).toEqual({ asks: [], words: pasted.split(" "), quoted: [] });
  });

  test("no word is left out but what says nothing", () => {
    speak(language);
    const vocabulary = searchVocabulary();
    const phrase = fc.constantFrom(...vocabulary.phrases.keys());
    const other = fc.stringMatching(/^[a-z]{1,4}$/).map((word) => `xq${word}`);
    const sign = fc.constantFrom("", "?", ",", ".", "!");
    const parts = fc.array(fc.tuple(fc.oneof(phrase, other), sign), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, (typed) => {
        const search = understood(typed.map(([part, end]) => part + end).join(" "), vocabulary, TODAY);
        const others = typed.flatMap(([part]) => (part.startsWith("xq") ? [part] : []));
        expect(search.words.filter((word) => word.startsWith("xq"))).toEqual(others);
        // What turns round is a word, or a card has to be what it says not.
        if (search.asks.length === 0) {
          const all = typed.flatMap(([part]) => part.split(" "));
          expect(search.words).toEqual(all);
        }
      }),
    );
  });
});

const isEvery = (meaning: Meaning | undefined): boolean =>
  meaning?.kind === "state" && (meaning.state === "all" || meaning.state === "every");

/** All messages of phrases but one, empty. */
const OTHERS = (name: string) =>
  [...PHRASES.map(([of]) => of), ...Object.values(FILTER_NAMES)]
    .filter((other) => other !== name)
    .map((other) => [other, { message: "" }] as const);

/** Cards of every state, and of every day around today. */
const EACH: readonly CardLine[] = [
  ...[-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 14].map((ahead) =>
    line(`day-${ahead + 2}`, "", { dueDay: TODAY + ahead }),
  ),
  line("new", "", { standing: "new", stand: "new", dueDay: null }),
  line("learning", "", { standing: "learning", stand: "learning", dueDay: TODAY }),
  line("fading", "", { standing: "fading", stand: "mature", dueDay: TODAY - 9 }),
  line("suspended", "", { suspended: true }),
  line("buried", "", { buried: true, dueDay: TODAY }),
  line("off", "", { off: true }),
  line("marked", "", { isMarked: true }),
  line("edited", "", { isEdited: true }),
  line("leech", "", { isLeech: true }),
];
