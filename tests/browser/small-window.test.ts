/** What a small window must not do to words and counts. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Language } from "../support/extension/catalogues.ts";
import { type Gallery, openGallery } from "../support/gallery/drive.ts";

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

const LANGUAGES: readonly Language[] = ["en", "de", "es"];

describe("in a small window, in each language", () => {
  /** Words of which a part stands on the next line. */
  const broken = (selector: string): Promise<string[]> =>
    gallery.page.$$eval(selector, (elements) =>
      elements.flatMap((element) => {
        const found: string[] = [];
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode())
          for (const { index, 0: word } of (node.nodeValue ?? "").matchAll(/\S+/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
          }
        return found;
      }),
    );

  it.each(LANGUAGES)(
    "no day of the list of cards is broken within a word, nor lies under its neighbour: %s",
    async (language) => {
      for (const width of [320, 640, 1100]) {
        await gallery.page.setViewport({ width, height: 640 });
        await gallery.show("cards-list", "page", "light", language);
        expect(await gallery.page.$$eval(".card-row", (rows) => rows.length)).toBe(8);
        expect(await broken(".card-row .card-due"), `${width}`).toEqual([]);
        const wide = await gallery.page.$$eval(".card-row .card-due", (cells) =>
          cells
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map(({ textContent }) => textContent),
        );
        expect(wide, `${width}`).toEqual([]);
      }
    },
  );

  it.each(LANGUAGES)("the counts of the popup stand on one line: %s", async (language) => {
    await gallery.page.setViewport({ width: 320, height: 640 });
    await gallery.show("forward-question", "popup", "light", language);
    const lines = await gallery.page.$eval(".study-left", (left) => {
      const range = document.createRange();
      range.selectNodeContents(left);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    });
    expect(lines).toBe(1);
  });

  it.each(LANGUAGES)("every kind is named under its chart, and no name meets another: %s", async (language) => {
    await gallery.page.setViewport({ width: 320, height: 640 });
    await gallery.show("chart-kinds", "page", "light", language);
    const words = await gallery.page.$$eval(".chart-axes text[text-anchor=middle]", (texts) =>
      texts.map((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    expect(words).toHaveLength(4);
    for (const [i, a] of words.entries()) {
      expect([a.left >= 0, a.right <= 320]).toEqual([true, true]);
      for (const b of words.slice(i + 1))
        expect(a.right <= b.left || a.bottom <= b.top + 2 || b.bottom <= a.top + 2, JSON.stringify([a, b])).toBe(true);
    }
  });
});
