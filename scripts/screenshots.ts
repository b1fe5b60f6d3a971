/** npm run screenshots: draws the pictures of the documents from the built extension, in a real Chromium, at a fixed time. */
import { join } from "node:path";
import { type Driver, launch, until } from "../tests/support/extension/driver.ts";
import { seedStudy } from "../tests/support/extension/seed-study.ts";
import { answer, reachCard, reveal } from "../tests/support/extension/study.ts";

const MORNING = Date.parse("2026-11-23T08:00:00Z");
const FOLDER = join(import.meta.dirname, "../docs");
const pathOf = (name: string) => `${join(FOLDER, name)}.png` as const;

/** What ring and map look like in the course of time. */
const TIMES: Readonly<Record<string, { readonly days: number; readonly away?: number }>> = {
  new: { days: 1 },
  middle: { days: 20 },
  learnt: { days: 200 },
  away: { days: 60, away: 120 },
};

async function inBrowser(work: (driver: Driver) => Promise<void>): Promise<void> {
  const driver = await launch("chromium", { timeZone: "UTC" });
  try {
    await driver.clock.set(MORNING);
    await work(driver);
  } finally {
    await driver.close();
  }
}

async function shootStudy(driver: Driver, colorScheme: "light" | "dark"): Promise<void> {
  const tab = await driver.newTab();
  await driver.look(tab, { colorScheme, reducedMotion: true, viewport: { width: 1280, height: 800, scale: 1.5 } });
  // A few answers in, so that the line of progress has something to show.
  for (let i = 0; i < 2; i++) await answer(tab, 4);
  await reveal(tab);
  await tab.screenshot({ path: pathOf(`new-tab-${colorScheme}`) });
}

/** The views of the progress page; each is waited for by what it draws last. */
async function shootProgress(driver: Driver, time: string): Promise<void> {
  const seeded = await driver.newTab();
  await reachCard(seeded);
  await seedStudy(seeded, { ...TIMES[time], days: TIMES[time]?.days ?? 1, nowMs: MORNING });
  await seeded.close();
  const page = await driver.open("progress");
  await driver.look(page, {
    colorScheme: "light",
    reducedMotion: true,
    viewport: { width: 1000, height: 1250, scale: 1 },
  });
  const shoot = async (name: string, of: string): Promise<void> => {
    await until(page, (selector) => document.querySelector(selector) !== null, of);
    await (await page.$(of))?.screenshot({ path: pathOf(name) });
  };
  await shoot(`ring-${time}`, ".fact-ring");
  await page.click(".progress-nav a[href='#map']");
  await until(page, () => document.querySelector(".map .map-node") !== null);
  await page.click("[data-action=map-fit]");
  await shoot(`map-${time}`, ".map-frame");
  if (time === "away") {
    await page.click(".progress-nav a[href='#report']");
    await shoot("report", ".report-sheet");
  }
  if (time !== "learnt") return;
  await page.click(".progress-nav a[href='#numbers']");
  await until(page, () => document.querySelectorAll(".chart").length > 10);
  await page.click("[name=range][value=all]");
  const charts = await page.$$(".chart");
  for (const [place, chart] of charts.entries()) await chart.screenshot({ path: pathOf(`chart-${place + 1}`) });
}

for (const scheme of ["light", "dark"] as const) await inBrowser((driver) => shootStudy(driver, scheme));
for (const time of Object.keys(TIMES)) await inBrowser((driver) => shootProgress(driver, time));
