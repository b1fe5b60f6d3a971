/** Every language says all that English says, with the same placeholders, in the forms that its numbers ask for. */
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import english from "../../../src/_locales/en/messages.json" with { type: "json" };
import { filesIn, ROOT } from "./sources.ts";

type Catalogue = Readonly<Record<string, { readonly message: string }>>;

const readCatalogue = (path: string): Catalogue => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
const CATALOGUES = filesIn("src/_locales", /messages\.json$/).map(
  ({ path }) => [basename(dirname(path)), readCatalogue(path)] as const,
);
const en: Catalogue = english;

/** A key, and the form of a number that it is for. */
const FORM = /^(.+)_(zero|one|two|few|many|other)$/;
const PLURALS = new Set(Object.keys(en).flatMap((key) => /^(.+)_other$/.exec(key)?.[1] ?? []));
const SINGLE = Object.keys(en).filter((key) => !PLURALS.has(FORM.exec(key)?.[1] ?? ""));

const placeholders = (message: string | undefined): string => [...new Set(message?.match(/\$\d/g))].sort().join(" ");

/** What a message names in the quotation marks of its language. */
const quotes = (message = ""): string[] =>
  [...message.matchAll(/[“„«]([^“”„«»]+)[”“»]/g)].map(([, quoted]) => quoted ?? "");
/** Names in other programs: the template of a card in Anki is called so in every language. */
const NAMES_ELSEWHERE = ["Card"];
/** The words on a button, without the dots of one that asks for more. */
const plainLabel = (message = ""): string => message.replace(/\s*…$/, "");

/** What is the same in every language: names, signs, and words that happen to be alike. */
const ALIKE = [
  ...["extensionShortName", "localeDirection", "moreOpen", "moreWithKey", "keysGrade", "keysEscape"],
  ...["sourceBy", "knowStanding"],
  ...["modelAuc", "reportHours", "binFromTo", "binFromShort", "waitMinutes_one", "waitMinutes_other", "themeSystem"],
];
/** Words that this language shares with English. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  de: ["start", "modelLogLoss", "sheetName"],
  es: ["keysUndoTyped"],
};

/** A number before the name of what it counts. */
const COUNTED: Readonly<Record<string, RegExp>> = {
  en: /\$\d (?:minutes?|seconds?|hours?|days?|answers?|facts?|cards?|reviews?|chapters?|entr(?:y|ies))(?!\p{L})/u,
  es: /\$\d (?:minutos?|segundos?|horas?|días?|respuestas?|hechos?|tarjetas?|repasos?|capítulos?|entradas?)(?!\p{L})/u,
  de: /\$\d (?:Minuten?|Sekunden?|Stunden?|Tage?n?|Antwort(?:en)?|Fakt(?:en)?|Karten?|Wiederholung(?:en)?|Eintr[aä]ge?n?)(?!\p{L})/u,
};
/** Where the number is never one: hundreds of answers, months of days, an arc of several facts, a share of 100. */
const NEVER_ONE = [
  ...["modelJudged", "fitOffer", "fsrs7Better", "fsrs7Worse", "fsrs7Alike"],
  ...[
    "workloadDays",
    "workloadSentence",
    "forecastAbsence",
    "hindcastAbsence",
    "hindcastTold",
    "forecastTold_one",
    "forecastTold_other",
  ],
  // More than a backup holds.
  ...["previewTakeBackFirst", "previewTakeBackMerge", "previewTakeBackReplace"],
  // The second number is said by a sentence of its own where it is one.
  ...["ringArcOfMany", "answersTold_one", "answersTold_other"],
];

/** Sentences address the reader in one way. */
const WRONG_ADDRESS: Readonly<Record<string, RegExp>> = {
  de: /(?<!\p{L})(?:du|dich|dir|dein(?:e[mnrs]?)?|ihr seid)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:usted(?:es)?|vuestr[oa]s?|vosotros)(?!\p{L})/iu,
};

test("there are several languages", () => expect(CATALOGUES.map(([name]) => name)).toEqual(["de", "en", "es"]));

describe.each(CATALOGUES)("the messages of %s", (name, messages) => {
  const tag = name.replaceAll("_", "-");
  const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;

  test("say which language they are, and which way it is written", () => {
    expect(messages.localeTag?.message).toBe(tag);
    expect(messages.localeDirection?.message).toMatch(/^(?:ltr|rtl)$/);
  });

  test("are all there", () => {
    expect(SINGLE.filter((key) => !messages[key]?.message)).toEqual([]);
    expect([...PLURALS].filter((base) => !messages[`${base}_other`]?.message)).toEqual([]);
    // Without a form of its own, "1 card" would be said as "1 cards"; whole millions may be said as any other number.
    const wanted = categories.filter((category) => category !== "many" || !["es", "fr", "it", "pt"].includes(tag));
    const missing = [...PLURALS].flatMap((base) => wanted.map((category) => `${base}_${category}`));
    expect(missing.filter((key) => !messages[key]?.message)).toEqual([]);
  });

  test("hold nothing that English lacks, but for forms of numbers", () => {
    const strange = Object.keys(messages).filter((key) => {
      const [, base = "", form] = FORM.exec(key) ?? [];
      return !(key in en) && !(PLURALS.has(base) && categories.some((category) => category === form));
    });
    expect(strange).toEqual([]);
  });

  test("have the placeholders of the English ones", () => {
    const wrong = Object.entries(messages).filter(([key, { message }]) => {
      const model = en[key] ?? en[key.replace(FORM, "$1_other")];
      return placeholders(message) !== placeholders(model?.message);
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("name what is counted in the form that its number asks for, whichever number of a sentence it is", () => {
    const wrong = Object.entries(messages).filter(([key, { message }]) => {
      // The first number of a plural chooses its form.
      const others = FORM.test(key) ? message.replaceAll("$1", "") : message;
      return COUNTED[name]?.test(others) && !NEVER_ONE.includes(key);
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("quote a button by the words that stand on it", () => {
    const wrong = Object.entries(en).flatMap(([key, { message }]) => {
      const said = quotes(messages[key]?.message);
      return quotes(message).flatMap((label) => {
        const labels = Object.keys(en).filter((one) => plainLabel(en[one]?.message) === label);
        const own = labels.map((one) => plainLabel(messages[one]?.message));
        return own.length === 0 || NAMES_ELSEWHERE.includes(label) || own.some((one) => said.includes(one))
          ? []
          : `${key}: ${label}`;
      });
    });
    expect(wrong).toEqual([]);
    expect(Object.values(messages).flatMap(({ message }) => quotes(message)).length).toBeGreaterThan(0);
  });

  test("are as the browsers read them: a text, and no dollar sign that is no placeholder", () => {
    const wrong = Object.entries(messages).filter(
      ([, value]) => Object.keys(value).join() !== "message" || /\$(?!\d)/.test(value.message),
    );
    expect(wrong).toEqual([]);
  });

  test("keep the lengths that the stores allow", () => {
    expect(messages.extensionName?.message.length).toBeLessThanOrEqual(45);
    expect(messages.extensionNamePopup?.message.length).toBeLessThanOrEqual(45);
    expect(messages.extensionDescriptionPopup?.message.length).toBeLessThanOrEqual(132);
    expect(messages.extensionShortName?.message.length).toBeLessThanOrEqual(12);
    expect(messages.extensionDescription?.message.length).toBeLessThanOrEqual(132);
  });

  test("address the reader in one way", () => {
    const wrong = WRONG_ADDRESS[name];
    const found = Object.entries(messages).filter(([, { message }]) => wrong?.test(message));
    expect(found.map(([key]) => key)).toEqual([]);
  });
});

test.each(CATALOGUES.filter(([name]) => name !== "en"))(
  "the messages of %s leave nothing in English",
  (name, messages) => {
    const alike = [...ALIKE, ...(SHARED[name] ?? [])];
    const left = Object.entries(messages).filter(([key, { message }]) => message === en[key]?.message);
    expect(left.map(([key]) => key).filter((key) => !alike.includes(key))).toEqual([]);
  },
);
