/** Fonts are asked for by names without an ending: by `woff2` Firefox would have to ask the system what such a file is. */
import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, until } from "../../support/extension/driver.ts";
import { reachCard } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

describe.each(KINDS)("in %s", (kind) => {
  test("the font of a question is loaded, by a name without an ending, which is the one that was preloaded", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    await reachCard(page);
    const { loaded, sources, preloaded } = await until(page, () => {
      const loaded = [...document.fonts].filter(({ status }) => status === "loaded").map(({ weight }) => weight);
      const faces = [...document.styleSheets].flatMap((sheet) =>
        [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule),
      );
      const sources = faces.map(({ style }) => style.getPropertyValue("src").match(/fonts\/([^"')]*)/)?.[1]);
      const preloaded = document.querySelector('link[rel="preload"]')?.getAttribute("href");
      return loaded.includes("400") && { loaded, sources, preloaded };
    });
    expect(loaded).toContain("400");
    expect(sources).toEqual(["source-serif-4-latin-400-normal", "source-serif-4-latin-600-normal"]);
    expect(preloaded).toBe(`../../fonts/${sources[0]}`);
  });
});
