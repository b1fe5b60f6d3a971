import { describe, expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, textOf, until } from "../../support/extension/driver.ts";
import { openOptions } from "../../support/extension/options-files.ts";
import { answer, reachCard, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

describe.each(KINDS)("in %s", (kind) => {
  test("who has time at the end of a day asks for more new cards, and takes that back by Undo", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    while ((await reachCard(popup)).notice !== "done") await answer(popup, 4);
    expect(await textOf(popup, '[data-action="more-new"]')).toBe("3 more new cards today");
    expect(await violationsOn(popup)).toEqual([]);
    await popup.focus('[data-action="more-new"]');
    await popup.keyboard.press("Enter");
    await waitForStage(popup, ({ notice }) => notice !== "done", "a new card or its fact");
    await popup.keyboard.press("u");
    await waitForStage(popup, ({ notice }) => notice === "done", "the end of the day");
    await until(popup, () => document.body.textContent?.includes("Took back “More new cards today”") === true);
    await popup.focus('[data-action="more-new"]');
    await popup.keyboard.press("Enter");
    await waitForStage(popup, ({ notice }) => notice !== "done", "a new card or its fact");
    expect((await reachCard(popup)).card).not.toBe("");
    // In the settings any number can be typed.
    const options = await openOptions(driver);
    await until(options, () => document.querySelector("[name=more-new]") !== null);
    await options.$eval("[name=more-new]", (field) => (field as HTMLInputElement).select());
    await options.type("[name=more-new]", "12");
    expect(await options.$eval("[name=more-new]", (field) => (field as HTMLInputElement).value)).toBe("12");
    await options.click('[data-action="set-more-new"]');
    await until(
      options,
      () =>
        document.querySelector(".more-new > p")?.textContent ===
        "Allowed for today beside the usual ones: 12 new cards.",
    );
  });
});
