import type { Page } from "puppeteer-core";

/** What spills over its own box or over the window's sides, as "tag.class". */
export const tooWideOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("body *")]
      .filter((element) => !element.closest("svg, .visually-hidden, option"))
      // The frame of the map is smaller than the map, which is moved within it.
      .filter((element) => !element.matches(".map-frame"))
      .filter((element) => {
        const { right, left, width: w } = element.getBoundingClientRect();
        if (w === 0) return false;
        const spills = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline";
        return spills || right > innerWidth + 0.5 || left < -0.5;
      })
      .map((element) => `${element.tagName}.${element.className}`),
  );
