import { expect, test } from "vitest";
import { violationsInBothThemes } from "../../support/extension/axe.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, until } from "../../support/extension/driver.ts";
import { answer, reachCard, reveal } from "../../support/extension/study.ts";

const start = useLentBrowsers();

test.each(KINDS)("axe-core finds nothing on the pages in %s, light or dark", async (kind) => {
  const driver = await start(kind);
  for (const name of ["newtab", "popup"]) {
    const page = await driver.open(name);
    await until(page, () => document.querySelector("[data-notice], [data-card]") !== null);
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
    await reachCard(page);
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
    await reveal(page);
    await page.click(".source > summary");
    await until(page, () => document.querySelector(".report") !== null);
    await page.click(".report > summary");
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
  }
  const popup = await driver.open("popup");
  while ((await reachCard(popup)).card !== "") await answer(popup, 4);
  expect(await violationsInBothThemes(driver, popup)).toEqual([]);
  for (const name of ["options", "left-out"]) {
    const page = await driver.open(name);
    await until(page, () => document.querySelector("h1") !== null);
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
  }
});
