import { describe, expect, test } from "vitest";
import { violationsOn } from "../support/axe.ts";
import { useLentBrowsers } from "../support/browsers.ts";
import { KINDS, until } from "../support/driver.ts";
import { answer, reachCard, reveal } from "../support/study.ts";

const start = useLentBrowsers();

describe.each(KINDS)("axe-core finds nothing on the pages in %s", (kind) => {
  test.each(["light", "dark"] as const)("when they are %s", async (colorScheme) => {
    const driver = await start(kind);
    // Without motion: a colour half-way from light to dark is no colour of ours.
    const still = { colorScheme, reducedMotion: true };
    for (const name of ["newtab", "popup"]) {
      const page = await driver.open(name);
      await driver.look(page, still);
      await until(page, () => document.querySelector("[data-notice], [data-card]") !== null);
      expect(await violationsOn(page)).toEqual([]);
      await reachCard(page);
      expect(await violationsOn(page)).toEqual([]);
      await reveal(page);
      await page.click(".source > summary");
      await until(page, () => document.querySelector(".report") !== null);
      await page.click(".report > summary");
      expect(await violationsOn(page)).toEqual([]);
    }
    const popup = await driver.open("popup");
    while ((await reachCard(popup)).card !== "") await answer(popup, 4);
    expect(await violationsOn(popup)).toEqual([]);
    for (const name of ["options", "left-out"]) {
      const page = await driver.open(name);
      await driver.look(page, still);
      await until(page, () => document.querySelector("h1") !== null);
      expect(await violationsOn(page)).toEqual([]);
    }
  });
});
