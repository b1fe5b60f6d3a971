/** While the true ring takes the place of the kept one, nothing is taken out of the user's hands. */
import { describe, expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, until } from "../../support/extension/driver.ts";
import { hasAsked, letOn, openHeld, ringStands } from "../../support/extension/opening.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { reachCard } from "../../support/extension/study.ts";

const start = useLentBrowsers();

interface Seen {
  shifts?: number;
  blurred?: number;
}

describe.each(KINDS)("in %s", (kind) => {
  test("focus, scroll and layout stay while the true ring takes the place of the kept one", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    await seedStudy(tab, { days: 12, nowMs: driver.clock.now() });
    await tab.close();
    const first = await driver.open("progress");
    await until(first, () => localStorage.getItem("osteon:ring")?.startsWith("{") === true);
    await first.close();

    const page = await openHeld(driver, "progress", "database");
    await hasAsked(page);
    await until(page, () => document.querySelector(".know-deck[inert]") !== null);
    if (kind === "chromium") expect(await violationsOn(page)).toEqual([]);
    await page.focus(".progress-nav a:last-child");
    const scrolled = await page.evaluate(() => {
      scrollTo(0, 150);
      const seen: Seen = Object.assign(globalThis, { shifts: 0, blurred: 0 });
      document.addEventListener("focusout", () => {
        seen.blurred = (seen.blurred ?? 0) + 1;
      });
      // Firefox reports no shifts.
      if (PerformanceObserver.supportedEntryTypes.includes("layout-shift"))
        new PerformanceObserver((list) => {
          seen.shifts = (seen.shifts ?? 0) + list.getEntries().length;
        }).observe({ type: "layout-shift", buffered: false });
      return scrollY;
    });
    expect(scrolled).toBeGreaterThan(0);
    await letOn(page, "database");
    await ringStands(page);
    // Shifts are told of with the frame after.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const after = await page.evaluate(() => ({
      focus: document.activeElement?.getAttribute("href"),
      shifts: (globalThis as Seen).shifts,
      blurred: (globalThis as Seen).blurred,
      scroll: scrollY,
      // A region that says nothing yet is not read out.
      live: [...document.querySelectorAll(".know-deck [role=status], .know-deck [aria-live]")].filter(
        ({ textContent }) => textContent !== "",
      ).length,
    }));
    expect(after).toEqual({ focus: "#report", shifts: 0, blurred: 0, scroll: scrolled, live: 0 });
  });
});
