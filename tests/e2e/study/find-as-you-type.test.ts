/** Firefox can look for text as soon as somebody types: Osteon's own keys must not open that. */
import { expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { type ChromeScope, chromeScope } from "../../support/extension/driver/firefox-scope.ts";
import { poll } from "../../support/extension/driver.ts";
import { reachCard, reveal, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();

/** Whether the bar is open in the tab in front. */
const isFinding = (scope: ChromeScope): Promise<boolean> =>
  scope.run(async () => {
    const { gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
    const bar = gBrowser.getCachedFindBar();
    return bar !== undefined && bar !== null && !bar.hidden;
  });

const searchedFor = (scope: ChromeScope): Promise<string | undefined> =>
  scope.run(async () => {
    const { gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
    return gBrowser.getCachedFindBar()?._findField.value;
  });

test("grades, U and the letters of options open no search, whatever is on the page; other letters do", async () => {
  const driver = await start("firefox");
  const scope = await chromeScope(driver.browser);
  await scope.run(async () => Services.prefs.setBoolPref("accessibility.typeaheadfind", true));
  const page = await driver.open("popup");
  await page.bringToFront();
  await waitForStage(page, () => true, "the first stage");
  for (const key of ["u", "1", "4"] as const) await page.keyboard.press(key);
  await reachCard(page);
  for (const key of ["2", "3"] as const) await page.keyboard.press(key);
  const undoes = await page.$('[aria-keyshortcuts^="U"]:not([hidden])');
  await page.keyboard.press("u");
  // Where a fact was read before its card, U takes that back, and the fact comes once more.
  if (undoes) await waitForStage(page, ({ notice }) => notice !== "", "what U brought back");
  await reachCard(page);
  await reveal(page);
  // Over an answer as well. Where what is read comes before this card, U may take that back once more.
  await page.keyboard.press("u");
  expect(await isFinding(scope)).toBe(false);
  // That the bar would have opened is shown by a key that is nobody's.
  await page.keyboard.press("x");
  await poll(() => isFinding(scope), "the search to open by a key that is nobody's");
  // And by no key before it, however late.
  expect(await poll(() => searchedFor(scope), "what is searched for")).toBe("x");
});
