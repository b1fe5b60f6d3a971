/** What people type for states and days is understood in each language. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CARD_FILTERS, type CardLine } from "../../../../src/core/stats/card-list.ts";
import { searchLines } from "../../../../src/core/stats/card-search.ts";
import { understood } from "../../../../src/core/stats/search-asks.ts";
import type { Ask, Meaning, Single } from "../../../../src/core/stats/search-meaning.ts";
import { FILTER_NAMES, PHRASES, searchVocabulary } from "../../../../src/session/progress/search-words.ts";
import { catalogueOf, type Language } from "../../../support/extension/catalogues.ts";
import { line, TODAY } from "../../../support/samples/card-lines.ts";
import { ASKED, BESIDE, DUE, LANGUAGES, state, UNCLEAR } from "../../../support/samples/searches.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

function speak(language: Language): void {
  const getMessage = (key: string): string => catalogueOf(language)[key]?.message ?? "";
  vi.stubGlobal("chrome", { i18n: { getMessage, getUILanguage: () => language } });
}

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(BESIDE[language].map(([typed, words, ...asks]) => ({ typed, words, asks })))(
    "“$typed” has words beside what is asked for",
    ({ typed, words, asks }) => {
      speak(language);
      expect(understood(typed, searchVocabulary(), TODAY)).toEqual({ asks, words, quoted: [], isDayUnclear: false });
    },
  );

  test.each(UNCLEAR[language])("“%s” asks for no day, since nobody understands it", (typed) => {
    speak(language);
    expect(understood(typed, searchVocabulary(), TODAY)).toEqual({
      asks: [],
      words: typed.split(" ").map((word) => word.replace(/[.]$/, "")),
      quoted: [],
      isDayUnclear: true,
    });
    const withState = understood(`${typed} is:leech`, searchVocabulary(), TODAY);
    expect([withState.asks, withState.isDayUnclear]).toEqual([[state("leech")], true]);
  });

  test.each(ASKED[language].map(([typed, ...asks]) => ({ typed, asks })))(
    "“$typed” is understood",
    ({ typed, asks }) => {
      speak(language);
      expect(understood(typed, searchVocabulary(), TODAY)).toEqual({
        asks,
        words: [],
        quoted: [],
        isDayUnclear: false,
      });
    },
  );

  test("what comes before this week ends on Sunday, whatever day it is", () => {
    speak(language);
    const typed = { en: "due before this week", de: "vor dieser Woche fällig", es: "antes de esta semana" }[language];
    for (const ahead of [0, 1, 6])
      expect(understood(typed, searchVocabulary(), TODAY + ahead).asks).toEqual([
        { kind: "days", from: null, to: TODAY - 1, not: false },
      ]);
  });

  test("every state and every kind of day is tried above", () => {
    const tried = ASKED[language].flatMap(([, ...asks]) => asks.flatMap(single));
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
        expect(understood(typed, searchVocabulary(), TODAY), typed).toEqual({
          asks: [ask],
          words: [],
          quoted: [],
          isDayUnclear: false,
        });
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
      const own = [...searchVocabulary().phrases].filter(([, { kind }]) => kind !== "weekday" && kind !== "date");
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
      ["on", "beside", "until", "not", "since", "between", "of", "to", "lead", "or", "onward"].includes(kind)
        ? [phrase]
        : [],
    );
    const pasted = Array.from({ length: 20_000 }, (_, i) => idle[i % idle.length]).join(" ");
    expect(understood(pasted, searchVocabulary(), TODAY)).toMatchObject({
      asks: [],
      words: pasted.split(" "),
      quoted: [],
    });
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

const single = (ask: Ask): readonly Single[] => (ask.kind === "either" ? ask.of : [ask]);

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
