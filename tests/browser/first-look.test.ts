/** What the first script puts up is, element by element, what is drawn later, and nothing that it reads can be more. */
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { beforeAll, describe, expect, test } from "vitest";
import { checkFolder } from "../../cards/index.ts";
import type { CardContent } from "../../src/core/deck/deck.ts";
import { useBrowserOfBlock } from "../support/extension/browsers.ts";
import { KINDS, until } from "../support/extension/driver.ts";
import { buildLab } from "../support/extension/lab.ts";

type Surface = "popup" | "newtab";
declare const ofCards: (cards: readonly CardContent[], surface: Surface, theme: string) => Promise<string[]>;
declare const ofKinds: (surface: Surface) => Promise<string[]>;
declare const ofWords: (text: string, surface: Surface) => Promise<string[]>;
declare const ofTyped: () => Promise<unknown>;
declare const isGrown: (text: string) => boolean;

const SURFACES: readonly Surface[] = ["popup", "newtab"];

let cards: readonly CardContent[] = [];
beforeAll(async () => {
  const { deck } = await checkFolder(join(import.meta.dirname, "../../cards/bone-hormones"));
  cards = deck.cards;
});

describe.each(KINDS)("in %s", (kind) => {
  const borrow = useBrowserOfBlock(kind);
  let page: Page;
  beforeAll(async () => {
    const driver = await borrow({ extension: await buildLab(kind, "tests/browser/lab/first-look.ts") });
    page = await driver.open("lab");
    await until(page, () => typeof isGrown === "function");
  });

  test.each(SURFACES)("every kind of card stays as it was put up, with its focus: %s", async (surface) => {
    expect(await page.evaluate((where) => ofKinds(where), surface)).toEqual([]);
  });

  test.each(SURFACES)("so does every card of the deck, light and dark: %s", async (surface) => {
    expect(cards.length).toBeGreaterThan(100);
    const half = Math.ceil(cards.length / 2);
    for (const [theme, some] of [
      ["light", cards.slice(0, half)],
      ["dark", cards.slice(half)],
    ] as const) {
      expect(await page.evaluate((...of) => ofCards(...of), some, surface, theme)).toEqual([]);
    }
  });

  test.each([
    ["written from right to left", "الهرمونات \u202E \u2067עצם\u2069"],
    ["full of quotes, markup and what ends a line", `"it's" \\ </script><b onclick='x'>&amp;\n\u2028\u0000`],
    ["broken within a character", "bone \uD800"],
    ["as long as a file may have them", "\u{1F9B4}".repeat(10_000)],
    ["nothing but spaces", "   "],
  ])("so does every kind of card whose words are %s", async (_, text) => {
    for (const surface of SURFACES) expect(await page.evaluate((...of) => ofWords(...of), text, surface)).toEqual([]);
  });

  test("a card whose answer is typed is put up by what takes the letters", async () => {
    expect(await page.evaluate(() => ofTyped())).toEqual({ popup: null, newtab: null });
  });

  test.each<[string, unknown]>([
    ["nothing", null],
    ["a number", 3],
    ["a text alone", "words"],
    ["no element", []],
    ["an element without attributes", ["p"]],
    ["an element without children", ["p", {}]],
    ["a script", ["script", {}, ["alert(1)"]]],
    ["a script within a drawing", ["svg", {}, [["script", {}, ["alert(1)"]]]]],
    ["a frame", ["iframe", { title: "a" }, []]],
    ["a picture that is loaded", ["img", {}, []]],
    ["a style sheet", ["style", {}, ["p { color: red }"]]],
    ["a form", ["form", {}, []]],
    ["a field", ["input", {}, []]],
    ["foreign elements in a drawing", ["svg", {}, [["foreignObject", {}, []]]]],
    ["an attribute that runs", ["p", { onclick: "alert(1)" }, []]],
    ["an address that runs", ["a", { href: "javascript:alert(1)" }, []]],
    ["an address elsewhere", ["a", { href: "https://example.org/" }, []]],
    ["a source", ["p", { src: "a.js" }, []]],
    ["a style that loads", ["span", { style: "inline-size: 3%; background: url(a.png);" }, []]],
    ["another style", ["span", { style: "position: fixed;" }, []]],
    ["a wrong one deep within", ["div", {}, [["p", {}, ["words", ["object", {}, []]]]]]],
  ])("nothing is put up of %s", async (_, markup) => {
    expect(await page.evaluate((text) => isGrown(text), JSON.stringify(markup))).toBe(false);
  });

  test("nothing is put up of what is too deep to be read, and what may stand there is", async () => {
    const deep = `${'["p",{},['.repeat(100_000)}${"]]".repeat(100_000)}`;
    expect(await page.evaluate((text) => isGrown(text), deep).catch(() => false)).toBe(false);
    const right = ["p", { class: "fine", style: "inline-size: 12.5%;" }, ["words", ["em", {}, ["more"]]]];
    expect(await page.evaluate((text) => isGrown(text), JSON.stringify(right))).toBe(true);
  });
});
