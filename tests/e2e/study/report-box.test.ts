/** "This looks wrong": what one writes can be taken along as a file, and the page says that nobody receives it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, poll } from "../../support/extension/driver.ts";
import { reveal } from "../../support/extension/study.ts";

const start = useLentBrowsers();

describe.each(KINDS)("a report on a card in %s", (kind) => {
  test("is saved as a text file, as it was written", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    await reveal(page);
    await page.click(".source > summary");
    await page.waitForSelector(".report > summary");
    await page.click(".report > summary");
    await page.waitForSelector('[data-report="nobody"]');
    await page.type(".report textarea", "≥ 50 % of it & more #1");
    const written = await page.$eval(".report textarea", (field) => field.value);
    expect(written).toContain("≥ 50 % of it & more #1");
    await page.click(".report a[download]");
    const saved = await poll(() => {
      const name = readdirSync(driver.downloads).find((one) => one.endsWith(".txt"));
      const text = name === undefined ? "" : readFileSync(join(driver.downloads, name), "utf8");
      return text === "" ? undefined : { name, text };
    }, "the report to be saved");
    expect(saved.name).toMatch(/^osteon-bone-hormones-.+\.txt$/);
    // A browser may end the lines of a field in its own way.
    expect(saved.text.replaceAll("\r\n", "\n")).toBe(written);
  });
});
