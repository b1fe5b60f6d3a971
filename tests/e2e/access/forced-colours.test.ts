/** Where the system chooses the colours, as Windows does for high contrast: what a colour says is still said. */
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { until } from "../../support/extension/driver.ts";

const launch = useLentBrowsers();

async function forceColours(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  await until(page, () => matchMedia("(forced-colors: active)").matches);
}

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
