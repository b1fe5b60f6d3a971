/** Where the system chooses the colours, as Windows does for high contrast: what a colour says is still said. */
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { useBrowsers } from "../support/browsers.ts";
import { until } from "../support/driver.ts";
import { answer } from "../support/study.ts";

const launch = useBrowsers();

async function forceColours(page: Page, scheme: "light" | "dark" = "light"): Promise<void> {
  const session = await page.createCDPSession();
  const features = [
    { name: "forced-colors", value: "active" },
    { name: "prefers-color-scheme", value: scheme },
  ];
  await session.send("Emulation.setEmulatedMedia", { features });
  await until(
    page,
    (wanted) =>
      matchMedia("(forced-colors: active)").matches && matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
    scheme,
  );
}

/** How much lighter the lighter of two colours is: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const contrastOf = (page: Page, one: string, other: string): Promise<number> =>
  page.evaluate(
    (colours) => {
      const [a = 0, b = 0] = colours.map((colour) => {
        const context = document.createElement("canvas").getContext("2d");
        if (context === null) throw new Error("the page has no canvas");
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
          const share = value / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      });
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    },
    [one, other],
  );

test("the report's legend has the colours of its bars, each told from the others", async () => {
  const driver = await launch("chromium");
  await answer(await driver.open("popup"), 4);
  const report = await driver.open("report");
  await until(report, () => document.querySelector(".report-table") !== null);
  for (const scheme of ["light", "dark"] as const) {
    await forceColours(report, scheme);
    const colours = await report.evaluate(() =>
      ["known", "fading", "learning"].map((standing) => ({
        swatch: getComputedStyle(document.querySelector(`.report-swatch.share-${standing}`) ?? document.body)
          .backgroundColor,
        bar: getComputedStyle(document.querySelector(`.report-bar .share-${standing}`) ?? document.body).fill,
      })),
    );
    for (const { swatch, bar } of colours) expect(swatch).toBe(bar);
    // What is computed is drawn: else the system would paint over it, and the computed colour would not say so.
    const adjusted = await report.evaluate(() =>
      [...document.querySelectorAll(".report-swatch, .report-bar rect")].map(
        (part) => getComputedStyle(part).forcedColorAdjust,
      ),
    );
    expect(new Set(adjusted)).toEqual(new Set(["none"]));
    // Next to each other they are told apart by eye, and from what is not begun.
    const paper = await report.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const all = [...colours.map(({ swatch }) => swatch), paper];
    for (const [i, one] of all.entries()) {
      for (const other of all.slice(i + 1))
        expect(await contrastOf(report, one, other), `${one}, ${other}`).toBeGreaterThan(1.5);
    }
  }
});

test("whatever has the focus on the settings has an outline", async () => {
  const driver = await launch("chromium");
  const options = await driver.open("options");
  await until(options, () => document.querySelector(".settings") !== null);
  await forceColours(options);
  for (let i = 0; i < 12; i++) {
    await options.keyboard.press("Tab");
    const seen = await options.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return "nothing";
      // A file field is hidden, and its label shows the focus in its place.
      const shown = at.matches(".visually-hidden") ? at.parentElement : at;
      const { outlineStyle, outlineWidth } = getComputedStyle(shown ?? at);
      return outlineStyle === "none" || outlineWidth === "0px" ? at.outerHTML.slice(0, 120) : "outline";
    });
    expect(["outline", "nothing"]).toContain(seen);
  }
});
