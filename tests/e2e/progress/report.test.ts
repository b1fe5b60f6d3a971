/** The report to print: one page, whatever the learner has done and whatever the page is. */
import { constants, inflateSync } from "node:zlib";
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { violationsInBothThemes } from "../../support/extension/axe.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, until } from "../../support/extension/driver.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { answer, reachCard } from "../../support/extension/study.ts";

const start = useLentBrowsers();

async function openReport(driver: Driver): Promise<Page> {
  const page = await driver.open("progress");
  await page.evaluate(() => {
    location.hash = "#report";
  });
  await until(page, () => document.querySelector(".report-sheet .fact-ring") !== null);
  return page;
}

/** Each page of a file of PDF is an object of the type `Page`; Firefox packs the objects. */
function pagesOf(pdf: Uint8Array): number {
  const file = Buffer.from(pdf).toString("latin1");
  const packed = [...file.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, bytes = ""]) => unpacked(bytes));
  return [file, ...packed].join("\n").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

function unpacked(bytes: string): string {
  try {
    // The last byte may look like the end of a line and be cut off with it: what there is counts.
    return inflateSync(Buffer.from(bytes, "latin1"), { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
  } catch {
    // A picture, or a face.
    return "";
  }
}

const figuresOf = (page: Page): Promise<string[]> =>
  page.$$eval(".sheet-value", (values) => values.map(({ textContent }) => textContent ?? ""));

describe.each(KINDS)("the report in %s", (kind) => {
  test("says what was done, counts what is on, names what is off, and passes axe in both themes", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    await answer(popup, 4);
    await answer(popup, 3);
    const page = await openReport(driver);
    const [facts = "", , , reviews, days] = await figuresOf(page);
    expect([reviews, days]).toEqual(["2", "1"]);
    // As many as the ring has arcs: chapters that are off have neither.
    const arcs = await page.$$eval(".report-sheet .fact-arc", ({ length }) => length);
    expect(facts).toBe(`2 of ${arcs}`);
    const titles = await page.$$eval(".sheet-chapter", (found) => found.map(({ textContent }) => textContent ?? ""));
    const off = await page.$eval("[data-off]", ({ textContent }) => textContent ?? "");
    for (const title of titles) expect(off).not.toContain(title);
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
  });

  test.each([
    ["a first day", { days: 1 }],
    ["an absence after months", { days: 60, away: 120 }],
  ])("of %s is one page, A4 and Letter, with everything within it", async (_, study) => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await seedStudy(tab, { ...study, nowMs: Date.now() });
    const page = await openReport(driver);
    for (const format of ["A4", "Letter"] as const) expect(pagesOf(await page.pdf({ format }))).toBe(1);
    // Every part has its place, so that ten sheets can be compared: nothing of the text is cut off.
    // A wide screen shows the same page, larger; Firefox's driver shows no page as it is printed.
    await driver.look(page, { viewport: { width: 1280, height: 900 } });
    if (kind === "chromium") await page.emulateMediaType("print");
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll(".report-sheet > *, .sheet-figure, .sheet-fading li")].flatMap((part) =>
        part.scrollHeight > part.clientHeight + 1
          ? [`${part.className} ${part.scrollHeight} ${part.clientHeight}`]
          : [],
      ),
    );
    expect(cut).toEqual([]);
  });
});
